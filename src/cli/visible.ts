// Names of files as a terminal may show them: what would steer it is spelled out.

/** Control characters, and those that turn the direction of writing. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const spelled: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line, whatever the name holds. */
export const visible = (text: string): string =>
  text.replace(steering, (one) => {
    const code = one.codePointAt(0) ?? 0;
    return (
      spelled[one] ?? (code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`)
    );
  });
