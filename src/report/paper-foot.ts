// What stands at the foot of every printed page: whose report it is, what it must not be used for, and which page of how many.

const longest = 70;

/** A style of its own, since it holds the page's title: every sign that is no letter or figure stands in it as a number. */
export const paperFoot = (title: string): string =>
  `@page{@bottom-left{content:"${quoted(title)}";width:35%;${look}text-align:left}` +
  `@bottom-center{content:"Not cleared for diagnostic use";width:30%;text-align:center;white-space:nowrap;${look}}` +
  `@bottom-right{content:counter(page) " / " counter(pages);width:35%;${look}text-align:right}}`;

const look =
  'color:#444;font:9px system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Liberation Sans",sans-serif;vertical-align:top;padding-top:3mm;';

// Control characters, half surrogate pairs and characters that turn the direction of writing.
const unprintable = /\p{Cc}|\p{Surrogate}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function quoted(title: string): string {
  const signs = [...title];
  const short = signs.length > longest ? [...signs.slice(0, longest - 1), '…'] : signs;
  return short.map((sign) => (/^[A-Za-z0-9]$/.test(sign) ? sign : escaped(sign))).join('');
}

const escaped = (sign: string): string =>
  `\\${(unprintable.test(sign) ? 0xfffd : (sign.codePointAt(0) ?? 0xfffd)).toString(16)} `;
