import { describe, expect, it } from 'vitest'
import type { RenderingKind } from './rendering-kind.ts'
import { sentenceSpan, showAnswer } from './show-answer.ts'
import { shownAnswerSchema } from './shown-answer.ts'
import { shownText } from './testing/shown-text.ts'

const show = (text: string, kind: RenderingKind = 'plain') =>
  showAnswer({ text, citations: [], removed: [] }, kind)
const plain = (text: string) => shownText(show(text).answer)

describe('the kinds of a shown answer', () => {
  it('are those of the contract', () => {
    const text = `# Asthma\n\nGive **salbutamol** *now*, ~~later~~ \`2 puffs\`.  \nThen wait.\n\n3. one\n4. two\n   - in\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n\`\`\`\ncode\n\`\`\``
    const { answer } = show(text)
    expect(shownAnswerSchema.parse(answer)).toEqual(answer)
    expect(answer.blocks).toEqual([
      { kind: 'heading', level: 1, children: [{ kind: 'text', text: 'Asthma', sentence: 0 }] },
      {
        kind: 'paragraph',
        children: [
          { kind: 'text', text: 'Give ', sentence: 1 },
          { kind: 'strong', children: [{ kind: 'text', text: 'salbutamol', sentence: 1 }] },
          { kind: 'text', text: ' ', sentence: 1 },
          { kind: 'emphasis', children: [{ kind: 'text', text: 'now', sentence: 1 }] },
          { kind: 'text', text: ', ', sentence: 1 },
          { kind: 'strike', children: [{ kind: 'text', text: 'later', sentence: 1 }] },
          { kind: 'text', text: ' ', sentence: 1 },
          { kind: 'code', text: '2 puffs', sentence: 1 },
          { kind: 'text', text: '.', sentence: 1 },
          { kind: 'break' },
          { kind: 'text', text: 'Then wait.', sentence: 2 },
        ],
      },
      {
        kind: 'list',
        start: 3,
        entries: [
          [{ kind: 'paragraph', children: [{ kind: 'text', text: 'one', sentence: 3 }] }],
          [
            { kind: 'paragraph', children: [{ kind: 'text', text: 'two', sentence: 4 }] },
            {
              kind: 'list',
              start: null,
              entries: [[{ kind: 'paragraph', children: [{ kind: 'text', text: 'in', sentence: 5 }] }]],
            },
          ],
        ],
      },
      {
        kind: 'quote',
        children: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'quoted', sentence: 6 }] }],
      },
      {
        kind: 'table',
        head: [[{ kind: 'text', text: 'a', sentence: 7 }], [{ kind: 'text', text: 'b', sentence: 8 }]],
        rows: [[[{ kind: 'text', text: '1', sentence: 9 }], [{ kind: 'text', text: '2', sentence: 10 }]]],
      },
      { kind: 'rule' },
      { kind: 'preformatted', text: 'code', sentence: 11 },
    ])
    expect(answer.sentences).toBe(12)
  })
})

describe('clinical text that looks like markup', () => {
  it.each([
    ['- > 65 years: half the dose\n- >5 mg: stop', '- > 65 years: half the dose\n- >5 mg: stop'],
    ['Dose 5*10*3 mg, ~5 mg to ~10 mg.', 'Dose 5*10*3 mg, ~5 mg to ~10 mg.'],
    ['if LDL <LLN and Hb >ULN', 'if LDL <LLN and Hb >ULN'],
    ['10<sup>9</sup>/l, H<sub>2</sub>O, m<sup>2</sup>, 3<sup>rd</sup>', '10⁹/l, H₂O, m², 3^(rd)'],
    ['INR &ge; 4 &amp; pain', 'INR ≥ 4 & pain'],
    ['Platelets 150 × 10⁹/l in 1.73 m²', 'Platelets 150 × 10⁹/l in 1.73 m²'],
    ['95% CI [1, 3], range [2-5], see [1].', '95% CI [1, 3], range [2-5], see.'],
    ['Steps: (1) stop it; (2) wait.', 'Steps: (1) stop it; (2) wait.'],
    ['- [ ] check K\n- [x] stop', '- [ ] check K\n- [x] stop'],
  ])('%s', (text, expected) => expect(plain(text)).toBe(expected))
})

describe('HTML', () => {
  it.each([
    ['a <script>alert(1)</script> b', 'a  b'],
    ['<script>\nalert(1)\n</script>\n\nafter', 'after'],
    ['<div onclick="x()">seen<br>twice</div>', 'seen\n\ntwice'],
    ['<!-- hidden --> shown', 'shown'],
    ['one<br>two', 'one\ntwo'],
    ['<a href="javascript:x()">words</a>', 'words'],
    ['<svg onload=x()><text>no</text></svg> yes', 'yes'],
    ['![logo](data:image/png;base64,AAAA) ![ECG strip](x.png)', '[ECG strip]'],
  ])('%s', (text, expected) => expect(plain(text).trim()).toBe(expected))
})

describe('sentences', () => {
  const text = 'Give **0.5 mg** b.i.d. [1] Then\u200b stop. &lt;5 is low.\n\n> Quote. More.\n> Still.'
  it('have their places in the original', () => {
    const shown = show(text, 'native')
    expect(shown.spans.map(([start, end]) => text.slice(start, end))).toEqual([
      'Give **0.5 mg** b.i.d. [1]',
      'Then\u200b stop.',
      '&lt;5 is low.',
      'Quote.',
      'More.',
      'Still.',
    ])
    expect(sentenceSpan(shown, 3)).toEqual([text.indexOf('Quote'), text.indexOf('Quote') + 6])
    expect(sentenceSpan(shown, 6)).toBeNull()
  })

  it('point into the original behind names that are taken out', () => {
    const named = 'I am **Open**Evidence. Give 5 mg.'
    const shown = showAnswer({ text: named, citations: [], removed: [{ start: 5, end: 21 }] }, 'plain')
    expect(shownText(shown.answer)).toBe('I am **[name removed]**. Give 5 mg.')
    expect(shown.spans.map(([start, end]) => named.slice(start, end))).toEqual([
      'I am **Open**Evidence.',
      'Give 5 mg.',
    ])
  })
})

describe('long answers', () => {
  it('are cut where they say so', () => {
    const { answer, spans } = show('Give 5 mg. '.repeat(20_000))
    const last = answer.blocks.at(-1)
    expect(JSON.stringify(last)).toContain('It was cut at this place.')
    expect(spans.at(-2)).toEqual([200_000, 220_000])
    expect(shownText(answer).match(/Give 5 mg\./g)?.length).toBe(18_181)
  })

  it('of too many pieces too', () => {
    const { answer } = show('a\n\n'.repeat(60_000))
    expect(JSON.stringify(answer.blocks.at(-1))).toContain('It was cut at this place.')
    expect(answer.blocks.length).toBeLessThanOrEqual(20_001)
  })

  it('lie flat where they are too deep', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
    for (const text of ['> '.repeat(5000), '- '.repeat(5000), '*a **b '.repeat(3000), '[a '.repeat(3000)]) {
      expect(depth(show(`${text}end`).answer.blocks)).toBeLessThan(70)
      expect(shownText(show(`${text}end`).answer)).toContain('end')
    }
  })
})
