import { describe, expect, it } from 'vitest'
import { clinicalAnswerSchema } from './answer.ts'
import { answerMarkdown } from './answer-markdown.ts'
import { type AnswerSettings, answerQuestion } from './answer-question.ts'
import { askedQuestion } from './asked-question.ts'
import { retractionList } from './citations/retraction-list.ts'
import { priorConfidence } from './confidence/prior-confidence.ts'
import { countedStatistics, rankedAs, somePassage } from './testing/passages.ts'

const gout = somePassage({
  id: 'gout#0',
  title: 'Gout',
  headings: ['Treatment'],
  date: '2024-05',
  doi: '10.1000/182',
  text: 'An acute attack of gout is treated with:\n- naproxen <b>500 mg</b> twice daily\n- colchicine [see](http://x.example)',
})
const heart = somePassage({
  id: 'heart#0',
  title: 'Chest pain',
  text: 'Chest pain may come from the heart. Aspirin is given at once.',
})
const eye = somePassage({ id: 'eye#0', title: 'Cataract', text: 'A cataract clouds the lens.' })
const list = retractionList({ retractions: { '10.1000/182': '10.1000/183' }, concerns: {} }, '2026-08')

const settings = (
  passages: Parameters<typeof rankedAs>[0],
  more: Partial<AnswerSettings> = {},
): AnswerSettings => ({
  statistics: countedStatistics([gout, heart, eye]),
  retrieve: () => Promise.resolve(rankedAs(passages)),
  confidence: priorConfidence,
  threshold: 0.4,
  plan: { enough: 0.4 },
  reformulations: { focus: null, expanded: null, withoutRarest: null },
  retractions: list,
  writer: null,
  ...more,
})
const ask = async (text: string, ...rest: Parameters<typeof settings>) => {
  const answer = await answerQuestion(askedQuestion(text), settings(...rest))
  // What the schema says is what is given, to the last field.
  expect(clinicalAnswerSchema.parse(structuredClone(answer))).toEqual(answer)
  return answer
}

describe('an answer', () => {
  it('is sentences of the passages, each with its place, and numbered sources with their checks', async () => {
    const answer = await ask('How is an acute attack of gout treated?', [gout, eye])
    expect(answer.status).toBe('answered')
    for (const { text, place, citations, support } of answer.sentences) {
      expect(citations).toEqual(['gout#0'])
      expect(gout.text.slice(place!.start, place!.end)).toBe(text)
      expect(support).toEqual({ kind: 'verbatim' })
    }
    expect(answer.citations).toHaveLength(1)
    expect(answer.citations[0]?.check.retraction).toEqual({
      status: 'retracted',
      notice: '10.1000/183',
      list: '2026-08',
    })
  })

  it('reads as text with marks, where markup of a source is only words', async () => {
    const text = answerMarkdown(await ask('How is an acute attack of gout treated?', [gout]))
    expect(text).toContain(
      'An acute attack of gout is treated with: [1]\n\n- naproxen \\<b\\>500 mg\\</b\\> twice daily',
    )
    expect(text).toContain('colchicine \\[see\\](http://x.example)')
    expect(text).toContain(
      '1. Gout \\> Treatment; 2024-05; doi 10.1000/182; RETRACTED (notice: doi 10.1000/183)',
    )
    expect(text).toContain('Not a medical device')
  })

  it('is declined with the nearest sources where nothing fits, and says which words are unknown', async () => {
    const answer = await ask('treatment of kuru', [eye])
    expect(answer).toMatchObject({ status: 'declined', decline: { reason: 'words unknown' }, sentences: [] })
    expect(answer.nearest.map(({ passage }) => passage)).toEqual(['eye#0'])
    expect((await ask('gout', [])).decline?.reason).toBe('nothing found')
    expect((await ask('gout attack', [eye])).decline?.reason).toBe('not sure')
    expect(answerMarkdown(answer)).toMatch(
      /^No source here answers this.*\n\nNearest sources:\n\n1\. Cataract/,
    )
  })

  it('begins with the emergency line, declined or not', async () => {
    const answer = await ask('chest pain right now', [heart])
    expect(answer.emergency?.level).toBe('now')
    expect(answerMarkdown(answer)).toMatch(/^\*\*This may be an emergency/)
    expect(answerMarkdown(await ask('chest pain right now', []))).toMatch(/^\*\*This may be an emergency/)
  })

  it('of a model that writes nothing usable is made of the passages instead', async () => {
    const writer = {
      write: () => Promise.resolve('Quinine cures it [1].'),
      passages: 2,
      flagged: 'drop',
      judge: null,
    } as const
    const answer = await ask('How is an acute attack of gout treated?', [gout], { writer })
    expect(answer.way).toBe('extractive')
    expect(answer.sentences.length).toBeGreaterThan(0)
  })
})
