import { describe, expect, it } from 'vitest'
import { showAnswer } from '../../../src/review/shown/show-answer.ts'
import { escapeText } from './escape.ts'
import { markdownOf } from './markdown-of.ts'
import { addSources, readSourceLines, sourceLines } from './source-lines.ts'

const markdown = (html: string) => markdownOf(html).text

describe('rich text', () => {
  it('keeps headings, lists, emphasis and levels of numbers', () => {
    expect(
      markdown(
        '<h2>Dose</h2><p>Give <b>5&nbsp;mg</b> <i>once</i>.</p><ul><li>Not in <strong>CKD</strong> 5</li><li>Platelets &lt; 50 x 10<sup>9</sup>/l<ol><li>stop</li><li>call</li></ol></li></ul><p>H<sub>2</sub>O, <del>old</del></p>',
      ),
    ).toBe(
      '## Dose\n\nGive **5\u00a0mg** *once*.\n\n-   Not in **CKD** 5\n-   Platelets < 50 x 10<sup>9</sup>/l\n    1.  stop\n    2.  call\n\nH<sub>2</sub>O, ~~old~~',
    )
  })

  it('makes tables, with a head, a bar in a cell, a cell over two columns and a short row', () => {
    expect(
      markdown(
        '<table><thead><tr><th>Drug</th><th>Dose</th></tr></thead><tbody><tr><td><p>A | B</p></td><td>5<br>mg</td></tr><tr><td colspan="2">none</td></tr><tr><td>C</td></tr></tbody></table>',
      ),
    ).toBe('| Drug | Dose |\n| --- | --- |\n| A \\| B | 5 mg |\n| none |  |\n| C |  |')
  })

  it('keeps links in the text and lists each address once, by the words that tell most', () => {
    const { text, sources } = markdownOf(
      '<p>Give it <a href="https://example.org/a" title="ESC guideline 2024"><sup>1</sup></a>, see <a href="https://example.org/b">the trial</a><a href="https://example.org/a">[2]</a> <a href="https://example.org/c_(x)">3</a></p>',
    )
    expect(text).toBe(
      'Give it [<sup>1</sup>](https://example.org/a), see [the trial](https://example.org/b)[2](https://example.org/a) [3](https://example.org/c_%28x%29)',
    )
    expect(sources).toEqual([
      { url: 'https://example.org/a', title: 'ESC guideline 2024' },
      { url: 'https://example.org/b', title: 'the trial' },
      { url: 'https://example.org/c_(x)', title: null },
    ])
  })

  it('drops what runs, what is drawn, what is hidden and what is for the page alone', () => {
    const { text, sources } = markdownOf(
      `<style>p{color:red}</style><script>alert(1)</script><p onclick="alert(2)">Safe<img src=x onerror="alert(3)">
       <a href="javascript:alert(4)">words</a> <a href="data:text/html,x">more</a></p>
       <div style="display: none">secret <a href="https://example.org/hidden">h</a></div><svg><text>drawn</text></svg>
       <button>Copy</button><button>2</button><iframe srcdoc="<script>alert(5)</script>"></iframe>
       <template><p>later</p></template><input value="typed"><math><mi>x</mi></math><p hidden>gone</p>`,
    )
    expect(text.replace(/\s+/g, ' ')).toBe('Safe words more [2]')
    expect(sources).toEqual([])
  })

  it('shows markup that the page showed as text as the text that it is', () => {
    const text = markdown('<p>&lt;script&gt;alert(1)&lt;/script&gt; and 2*3*4, a_b, _c_ `d` &lt;5 mg</p>')
    const { answer } = showAnswer({ text, citations: [], removed: [] }, 'native')
    expect(JSON.stringify(answer)).toContain('<script>alert(1)</script> and 2*3*4, a_b, _c_ `d` <5 mg')
  })

  it('is read in a moment, however large and strange it is', () => {
    const began = performance.now()
    markdown('<p>word <b>bold</b></p>'.repeat(40_000))
    markdown(`${'<div>'.repeat(400)}x`)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

it.each([
  ['# not a heading', '\\# not a heading'],
  ['1. not a list', '1\\. not a list'],
  ['5.5 mg', '5.5 mg'],
  ['- 3', '\\- 3'],
  ['see [1]', 'see [1]'],
])('the text %j is written %j', (text, expected) => {
  expect(escapeText(text)).toBe(expected)
})

describe('lines of sources', () => {
  const sources = [
    { url: 'https://example.org/a', title: 'A | B' },
    { url: null, title: 'A book' },
    { url: 'https://example.org/c', title: null },
  ]

  it('are read as they are written', () => {
    expect(sourceLines(sources)).toBe('A | B | https://example.org/a\nA book\nhttps://example.org/c')
    expect(readSourceLines(`\n${sourceLines(sources)}\n`)).toEqual(sources)
  })

  it('get each address once', () => {
    const more = [...sources, { url: 'https://example.org/d', title: null }]
    expect(addSources('https://example.org/a\nhttps://example.org/c', more)).toBe(
      'https://example.org/a\nhttps://example.org/c\nA book\nhttps://example.org/d',
    )
    expect(addSources('', sources)).toBe(sourceLines(sources))
  })
})
