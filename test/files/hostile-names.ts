// Names of parts that a careless writer would spoil a file with.

export const hostileNames: readonly string[] = [
  '<&>"\'',
  'a\u0000b\u0007\nv 1 2 3\r\nend_header\r\n',
  '# no comment \\',
  '左の腎臓 – Ниж. челюсть',
  '../../etc/passwd',
  '\ud800 half a pair',
  '-->]]>{"a":1}',
  'long '.repeat(400),
  ' ',
];
