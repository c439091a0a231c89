// Whether a reconstruction kernel is soft or sharp, by the makers' naming.

const soft = [
  /^(SOFT|STANDARD|STND|STD|SMOOTH|DETAIL|A|B|C|FC0\d|FC1\d|FC2\d)$/,
  // Siemens: a letter or two for the body part, then the sharpness; below 50 is soft
  /^(B|H|I|BR|BV|HR|HC|HV|QR|BF|SA)[1-4]\d[A-Z]*([\\^_ ].*)?$/,
];
const sharp = [
  /^(BONE|BONEPLUS|BONE ?PLUS|EDGE|ULTRA|LUNG|SHARP|D|E|L|YA|YB|YC|YD|YE|FC3\d|FC5\d|FC8\d)$/,
  /^(B|H|I|U|BR|BL|HR|HL|UR|UHR|QR|SA)[5-9]\d[A-Z]*([\\^_ ].*)?$/,
];

/** Null where the name is unknown. A soft kernel blurs thin bone, a sharp one adds noise and overshoot at edges. */
export function kernelKind(kernel: string | null): 'soft' | 'sharp' | null {
  const name = (kernel ?? '').trim().toUpperCase();
  if (soft.some((pattern) => pattern.test(name))) return 'soft';
  return sharp.some((pattern) => pattern.test(name)) ? 'sharp' : null;
}
