import { readPassages } from '../../src/arms/baseline-arm.ts'
import { createRecordedArm } from '../../src/arms/recorded-arm.ts'
import { screenText } from '../../src/items/screen/screen-text.ts'
import { readChoices } from '../../src/judging/answer-key/read-choice.ts'
import { readPreference } from '../../src/judging/pairwise/read-preference.ts'
import { readRubricVerdict } from '../../src/judging/rubric/read-verdict.ts'
import { soughtNames } from '../../src/review/identity/names/sought-names.ts'
import { identityScreen } from '../../src/review/identity/screen-answer.ts'
import { showAnswer } from '../../src/review/shown/show-answer.ts'
import { shownAnswerSchema } from '../../src/review/shown/shown-answer.ts'
import { hostileAnswers } from '../../src/review/shown/testing/hostile-answers.ts'
import { parseReply, repliesNothing } from '../../src/search/answer/grounded/parse-reply.ts'
import { deskDrawing, strangeInPage } from '../drawn-page.ts'
import { bytesOf, type FuzzTarget, reader, textOf } from '../target.ts'
import { chosen, seedFor } from './seeds.ts'

const markdownWords = [
  '**',
  '__',
  '~~',
  '`',
  '```html\n',
  '> ',
  '- ',
  '1. ',
  '# ',
  '| a |\n|---|\n',
  '[1]',
  '[a](javascript:alert(1))',
  '![x](//evil.example/p.gif)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=x>',
  '<a href="data:text/html,x">',
  '[^1]',
  '[^1]: note\n',
  '[1]: http://evil.example "t"\n',
  '## References\n',
  '【1†source】',
  '\u202e',
  '\u200b',
  '&lt;script&gt;',
  '&#106;avascript:',
  'https://evil.example',
  '\n\n',
  '  \n',
  '---\n',
  '5 mg',
  '<details>',
  '<!--',
  ']]>',
]
const renderings = ['cited', 'plain', 'native'] as const

/**
 * The safe renderer of answers. What comes out is held against two promises: it is one of the few kinds of text that pages
 * draw, and as the desk draws it, it has no element, address or handler that the house did not put there.
 */
export const answerTarget: FuzzTarget = {
  name: 'answer',
  words: markdownWords,
  seeds: async () =>
    hostileAnswers.filter((_, index) => index % 9 === 0).map(({ text }, index) => seedFor(index % 3, text)),
  open: async () => {
    const draw = await deskDrawing()
    return {
      run: (input) => {
        const [kind, rest] = chosen(input, renderings)
        const text = textOf(rest)
        const citations = [{ url: 'https://example.org/a', title: text.slice(0, 80), quote: null }]
        const { answer, spans } = showAnswer({ text, citations, removed: [] }, kind)
        shownAnswerSchema.parse(answer)
        const strange = strangeInPage(draw(answer))
        if (strange !== null) throw new Error(`The page of an answer has ${strange}.`)
        for (const [start, end] of spans)
          if (!(start >= 0 && start <= end && end <= text.length))
            throw new Error('A sentence outside of its answer.')
      },
      close: async () => {},
    }
  },
}

const names = soughtNames([{ id: 'tarn', label: 'Tarn Clinical', kind: 'general' }])
const screen = identityScreen(names)

export const screensTarget = reader(
  'screens',
  [
    'Dr. ',
    'Mr ',
    'born on ',
    '1970-01-01',
    '01/02/1970',
    '19700101-1234',
    '+46 70 123 45 67',
    'a@b.example',
    'MRN: 123456',
    'Open**Evidence**',
    'As an AI model by OpenAI',
    'ChatGPT',
    'T a r n',
    'Name:',
    'SMITH, JOHN',
    'aaaaaaaa',
    '        ',
    '.......',
    '-------',
    '@@@@',
    '1111111111',
  ],
  async () => [
    bytesOf(
      'Mr John Smith, born 01/02/1970, MRN 123456, lives at 12 High Street, Leeds. Call +44 20 7946 0958 or j.smith@example.org.',
    ),
    bytesOf('I am Tarn Clinical. As Open**Evidence** and Chat GPT say, give 5 mg.'),
  ],
  (input) => {
    const text = textOf(input)
    screenText(text)
    screen({ text, citations: [{ url: null, title: text.slice(0, 200), quote: null }] })
  },
)

const options = [
  { label: 'A', text: '2 g' },
  { label: 'B', text: '4 g' },
  { label: 'C', text: 'none of these' },
]
const judged = (text: string) =>
  ({
    status: 'replied',
    text,
    truncated: false,
    version: null,
    inputTokens: null,
    outputTokens: null,
    cost: null,
  }) as const

export const repliesTarget = reader(
  'model-replies',
  [
    'The answer is ',
    '\\boxed{B}',
    '<answer>B</answer>',
    '{"answer":"B"}',
    '(B)',
    'B.',
    '**B**',
    'not A',
    'A or B',
    'none of the above',
    'I cannot',
    '{"explanation":"x","criteria_met":true}',
    '```json\n',
    '[1]',
    '[1, 2–9999]',
    'Final answer:',
    'option ',
  ],
  async () => [
    seedFor(0, 'A is too little and C is wrong. The answer is **B** (4 g).'),
    seedFor(1, '```json\n{"explanation":"It says 4 g.","criteria_met":true}\n```'),
    seedFor(2, '{"explanation":"The first is safer.","preferred":"first"}'),
    seedFor(3, '- Give 4 g at most [1]. Rest. [2, 3]\n\nNot answered.'),
  ],
  (input) => {
    const text = textOf(input.subarray(1))
    const [read] = chosen(input, [
      () => readChoices(text, options),
      () => readRubricVerdict(judged(text)),
      () => readPreference(judged(text)),
      () => [repliesNothing(text), parseReply(text)],
    ])
    read()
  },
)

export const armFilesTarget = reader(
  'arm-files',
  [
    '"item":"q1"',
    '"text":""',
    '"status":"refused"',
    '"citations":[{"url":null}]',
    '"replicate":1',
    '"answeredAt":"2026-01-01T00:00:00Z"',
    '"id":"p1"',
  ],
  async () => [
    seedFor(
      0,
      '{"item":"a01","text":"At most 4 g.","citations":[{"url":"https://example.org","title":"T"}],"model":"m","answeredAt":"2026-01-01T00:00:00Z"}\n{"item":"a02","replicate":1,"status":"refused","text":"No."}\n',
    ),
    seedFor(1, '{"id":"p1","title":"SAMPLE","text":"A healthy adult may take 1 g."}\n'),
  ],
  (input) => {
    const text = textOf(input.subarray(1))
    const [read] = chosen(input, [
      () => createRecordedArm('arm', text, 'a.jsonl'),
      () => readPassages(text, 'p.jsonl'),
    ])
    read()
  },
)
