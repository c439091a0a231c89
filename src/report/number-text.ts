// Numbers as the report writes them: the same on every machine and in every language of the reader.

/** Fixed decimals, commas between thousands from 10,000 on, a real minus sign; '–' for what is not known. */
export function numberText(value: number | null, decimals = 0): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}
