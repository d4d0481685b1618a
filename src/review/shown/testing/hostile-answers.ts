/** Things that an answer might carry to a reviewer's browser, eyes or server. */
const payloads: Readonly<Record<string, string>> = {
  script: '<script>alert(document.cookie)</script>',
  'script in capitals, unclosed': '<SCRIPT SRC=//evil.example/x.js>',
  'event handler': '<img src=x onerror="alert(1)">',
  'svg with a handler': '<svg/onload=alert(1)><animate onbegin=alert(1)></svg>',
  'style and import': '<style>@import "https://evil.example/x.css"; body{display:none}</style>',
  iframe: '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  'javascript link': '[press me](javascript:alert`1`)',
  'javascript link, encoded': '[press me](&#106;avascript&#58;alert(1))',
  'data link': '[press me](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  'data picture': '![a chart](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)',
  'tracking picture': '![](https://evil.example/pixel.gif?arm=a)',
  autolink: '<https://evil.example/a?b=c&d=e>',
  'bare address': 'https://evil.example/a(b)c,d and www.evil.example.',
  'bidirectional override': '\u202egm 05\u202c \u2066dose\u2069 \u200f5\u200e mg',
  'zero width': 'Op\u200ben\u200cE\u200dvi\ufeffdence\u2060\u00ad',
  'tags and selectors': 'a\u{e0041}\u{e007f}b\ufe0fc\u{e0101}',
  surrogates: 'a\ud800b\udfffc\ud83dd\ude00',
  NUL: 'a\0b\u0001c\u001b[2Jd\u0085e\u2028f',
  comment: '<!-- <script>x</script> --> a <!--> b <!-- open',
  entities: '&lt;script&gt;alert(1)&lt;/script&gt; &#x202e;&#8203;&#0;&#xd800; &amp;lt;b&amp;gt;',
  'tower of marks': `Z${'\u0335\u0489\u0362'.repeat(80)}algo`,
  'broken markup': '**[a](b "c`d** <b [e]: f\n| g |\n|-|',
  'definition and note': '[1][a] [^n]\n\n[a]: javascript:alert(1) "t"\n[^n]: <b onclick=x>note</b> https://evil.example',
  'prototype names': '[__proto__] [constructor][toString] [^__proto__] &constructor; <constructor> 【__proto__】',
  'closing tags': '</p></div></body></html>]]>--></script>"\'`><plaintext>',
}

/** Places in an answer where they may stand. */
const places: Readonly<Record<string, (payload: string) => string>> = {
  alone: (payload) => payload,
  'in a sentence': (payload) => `Give 5 mg ${payload} twice daily. Then stop.`,
  'in a list': (payload) => `- one\n- ${payload}\n  - ${payload}\n1. two`,
  'in a quote in a quote': (payload) => `> > > ${payload}\n> > ${payload}\n> end`,
  'in a table': (payload) => `| a | b |\n|---|---|\n| ${payload} | 5 mg |\n| ${payload} |`,
  'in a heading': (payload) => `# ${payload}\n\n${payload}\n===\n\ntext`,
  'in bold italics': (payload) => `***${payload}*** **a _${payload}_ b**`,
  'in the words of a link': (payload) => `[${payload}](https://evil.example/x "${payload}")`,
  'in the words of a picture': (payload) => `![${payload}](https://evil.example/x.png "${payload}")`,
  'in code': (payload) => `\`${payload}\`\n\n\`\`\`html\n${payload}\n\`\`\`\n\n    ${payload}`,
  'in a list of sources': (payload) => `Take it [1].\n\n## References\n\n1. ${payload}\n2. <b>${payload}</b>`,
  'in an element': (payload) => `<div class="x">\n${payload}\n</div>\n\n<b>${payload}</b>`,
}

export interface HostileAnswer {
  readonly name: string
  readonly text: string
}

/** Every payload in every place: 300 answers. */
export const hostileAnswers: readonly HostileAnswer[] = Object.entries(payloads).flatMap(([what, payload]) =>
  Object.entries(places).map(([where, put]) => ({ name: `${what}, ${where}`, text: put(payload) })),
)

const size = 2_000_000
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)

/** Two million characters each, made to keep a reader of markdown or an expression busy. */
export const bombs: readonly HostileAnswer[] = [
  'a', 'word ', '>', '> ', '- ', '1. ', '[', '[a', '*', '*a ', '*a **b ', 'a**b', '_a ', '`', '` `` ``` ', '~~a ', '<', '<!--',
  'x <!--', '<![CDATA[', '<?', '<a ', 'x <a b="', '[a](b ', '[a](b (c ', '[a](<b ', '![', '[a][a] ', '[^1] ', '[^1]: ', '[1]',
  '【1†', 'www.a.b ', 'https://a/', 'a@b.c ', '&amp;', '&', '\\', '\\*', '|', '|a', '| a | b |\n', 'a | b\n--|--\n', 'a\n', '\n', '\n\n',
  'a\n\n', '# a\n', '- a\n', '- a\n  - b\n    - c\n', '> a\n\n', '```\n', '    a\n\n', 'a\n-\n', '---\n', '[a]: b\n', '<div>\n', '</', '\t',
  '\u202e', '\u200b', '\ud800', '\0', '\u0301', '😀', '.', '. ', 'e.g. ', '(1).', '¹', '10.1234/a ', '[1, ', '(', '{', '"', '<b', '<sup>1', '。',
].map((piece) => ({ name: JSON.stringify(piece), text: fill(piece) }))

/** Bombs of two parts, whose second half closes what the first opens. */
export const closedBombs: readonly HostileAnswer[] = [
  ['[', ']'], ['![', '](x)'], ['*', '* '], ['(', ')'], ['<!--', '-->'], ['<b>', '</b>'], ['<div>', '</div>'], ['**a', 'b**'], ['[a', '](b)'],
].map(([open = '', close = '']) => ({
  name: `${open} then ${close}`,
  text: open.repeat(100_000 / open.length) + close.repeat(100_000 / close.length),
}))
