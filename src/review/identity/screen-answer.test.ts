import { describe, expect, it } from 'vitest'
import { showAnswer } from '../shown/show-answer.ts'
import { bombs } from '../shown/testing/hostile-answers.ts'
import { shownText } from '../shown/testing/shown-text.ts'
import { applyIdentityDecision, identityState, maskedText } from './decision.ts'
import { identityFindingSchema } from './finding.ts'
import { soughtNames } from './names/sought-names.ts'
import { identityScreen } from './screen-answer.ts'

const names = soughtNames([
  { id: 'a', label: 'House model', kind: 'own' },
  { id: 'leaflet', kind: 'baseline' },
  { id: 'control', label: 'Claude', kind: 'general' },
  { id: 'oe', kind: 'specialised', source: { preset: 'openevidence' } },
  {
    id: 'gw',
    label: 'B',
    kind: 'general',
    source: {
      via: 'api',
      provider: 'compatible',
      model: 'zebra-7b-chat',
      baseUrl: 'https://llm.hospital.example/v1',
    },
  },
])
const screen = identityScreen(names)
const found = (text: string) => screen({ text, citations: [] }).map(({ phrase, rule }) => [phrase, rule])

describe('the arms of a study', () => {
  it('are sought by label, by longer ids, and by what stands behind them', () => {
    expect(found('The house-model says so.')).toEqual([['house-model', 'name.arm']])
    expect(found('See the Leaflet.')).toEqual([['Leaflet', 'name.arm']])
    expect(found('Claude was right.')).toEqual([['Claude', 'name.arm']])
    expect(found('made by Zebra 7B chat')).toEqual([['Zebra 7B chat', 'name.arm']])
    expect(found('at https://llm.hospital.example/v1/x.')).toEqual([
      ['https://llm.hospital.example/v1/x', 'name.domain'],
    ])
  })

  it('are not sought where that would find everything, and a person is told', () => {
    expect(found('Give a control dose to A and B, as gw and oe do.')).toEqual([])
    expect(names.notSought).toEqual(['a', 'control', 'oe', 'gw', 'B'])
  })
})

describe('names that hide', () => {
  it.each([
    ['zero-width', 'Op\u200ben\u200dEvidence', 'Op\u200ben\u200dEvidence'],
    ['full width', 'x ＣｈａｔＧＰＴ x', 'ＣｈａｔＧＰＴ'],
    ['bold letters of mathematics', '𝗖𝗵𝗮𝘁𝗚𝗣𝗧!', '𝗖𝗵𝗮𝘁𝗚𝗣𝗧'],
    ['lookalikes', 'ОреnАI', 'ОреnАI'],
    ['spaces and capitals', 'CHAT  GPT', 'CHAT  GPT'],
    ['hyphens', 'gpt\u20115.2', 'gpt\u20115.2'],
    ['markup', 'I use Open**Evidence** daily', 'Open**Evidence'],
    ['character references', 'Chat&#71;PT', 'Chat&#71;PT'],
    ['comments', 'Open<!-- x -->AI', 'Open<!-- x -->AI'],
    ['Chinese around it', '使用ChatGPT回答', 'ChatGPT'],
  ])('%s', (_, text, phrase) => {
    expect(found(text).map(([words]) => words)).toEqual([phrase])
    for (const finding of screen({ text, citations: [] })) {
      expect(identityFindingSchema.parse(finding)).toEqual(finding)
      expect(text.slice(finding.start, finding.end)).toBe(finding.phrase)
    }
  })

  it('stand in tables, code, notes and the data of sources', () => {
    const text = '| a |\n|---|\n| Ope\\nAI |\n\n```\nOpenAI\n```\n\nx[^1]\n\n[^1]: OpenAI'
    expect(found(text).length).toBe(2)
    expect(
      screen({
        text: 'x',
        citations: [
          { title: 'UpToDate: gout', quote: 'I am ChatGPT.', url: 'https://www.uptodate.com/gout' },
        ],
      }).map(({ part, start, end, level }) => [part, start, end, level]),
    ).toEqual([
      ['citations[0].title', 0, 8, 'name'],
      ['citations[0].quote', 0, 12, 'self'],
      ['citations[0].url', 0, 29, 'name'],
    ])
  })
})

describe('decisions', () => {
  const answer = {
    text: "I'm **Chat**GPT. OpenAI(2024) agrees [1]. Give 5 mg.",
    citations: [
      { title: 'Gout - UpToDate', quote: null, url: 'https://www.uptodate.com/contents/gout-treatment' },
    ],
  }
  const findings = screen(answer)

  it('are needed before an answer with findings is served', () => {
    expect(findings.map(({ phrase }) => phrase)).toEqual([
      "I'm **Chat**GPT",
      'OpenAI',
      'UpToDate',
      'https://www.uptodate.com/contents/gout-treatment',
    ])
    expect(identityState(findings, null)).toBe('open')
    expect(applyIdentityDecision(answer, findings, null)).toBeNull()
    expect(identityState([], null)).toBe('clean')
    expect(applyIdentityDecision({ text: 'x', citations: [] }, [], null)).toEqual({
      text: 'x',
      citations: [],
      removed: [],
    })
  })

  it('of exclusion serve nothing, with and without findings', () => {
    expect(applyIdentityDecision(answer, findings, 'exclude')).toBeNull()
    expect(applyIdentityDecision({ text: 'x', citations: [] }, [], 'exclude')).toBeNull()
  })

  it('of clearing change nothing', () => {
    expect(applyIdentityDecision(answer, findings, 'clear')).toEqual({ ...answer, removed: [] })
  })

  it('of masking put the same words for every name, and sentences keep their places', () => {
    const served = applyIdentityDecision(answer, findings, 'mask')
    if (served === null) throw new Error('not served')
    expect(maskedText(served)).toBe('[name removed]. [name removed](2024) agrees [1]. Give 5 mg.')
    const { answer: shown, spans } = showAnswer(served, 'cited')
    expect(shownText(shown)).toBe(
      '[name removed]. [name removed](2024) agrees^1. Give 5 mg.\n\nReferences\n1. Gout - [name removed]',
    )
    expect(spans.map(([start, end]) => answer.text.slice(start, end))).toEqual([
      "I'm **Chat**GPT.",
      'OpenAI(2024) agrees [1].',
      'Give 5 mg.',
    ])
    expect(screen({ text: shownText(shown), citations: [] })).toEqual([])
  })
})

it('two million characters are screened in a second', () => {
  for (const text of [
    ...bombs.slice(0, 6).map((bomb) => bomb.text),
    'I am '.repeat(400_000),
    'Claude '.repeat(300_000),
  ]) {
    const times = [1, 2, 3].map(() => {
      const before = performance.now()
      screen({ text, citations: [] })
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(1000)
  }
})
