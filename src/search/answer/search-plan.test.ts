import { describe, expect, it } from 'vitest'
import type { Candidate } from '../rank/candidate.ts'
import { askedQuestion } from './asked-question.ts'
import { nextStep, type SearchRound, searchUntilEnough } from './search-plan.ts'
import { rankedAs, somePassage } from './testing/passages.ts'

const question = askedQuestion('What is the tx of GORD in pregnancy?')
const some = rankedAs([somePassage({ id: 'a#0', text: 'Reflux.' })])
const ways = {
  focus: 'GORD',
  expanded: 'treatment of gastro-oesophageal reflux disease in pregnancy',
  withoutRarest: 'tx pregnancy',
}
const none = { focus: null, expanded: null, withoutRarest: null }
const round = (query: string, confidence: number, candidates: readonly Candidate[] = some): SearchRound => ({
  query,
  why: 'as asked',
  candidates,
  confidence,
})
const plan = { enough: 0.5 }

describe('the plan of a search', () => {
  it('begins with the question as it was asked', () => {
    expect(nextStep(question, [], ways, plan)).toEqual({
      kind: 'search',
      query: question.text,
      why: 'as asked',
    })
  })

  it('is content with a sure answer, and never with none', () => {
    const sure = round(question.text, 0.5)
    expect(nextStep(question, [sure], ways, plan)).toEqual({ kind: 'enough', round: sure })
    expect(nextStep(question, [round(question.text, 0.9, [])], ways, plan)).toMatchObject({ kind: 'search' })
  })

  it('writes abbreviations out first, then asks for the focus alone, and makes two searches more at most', () => {
    const first = round(question.text, 0.1)
    const second = round(ways.expanded, 0.2)
    const third = round(ways.focus, 0.15)
    expect(nextStep(question, [first], ways, plan)).toMatchObject({
      query: ways.expanded,
      why: 'abbreviations written out',
    })
    expect(nextStep(question, [first, second], ways, plan)).toMatchObject({
      query: 'GORD',
      why: 'focus alone',
    })
    expect(nextStep(question, [first, second, third], ways, plan)).toEqual({ kind: 'stop', round: second })
    expect(nextStep(question, [first], ways, { enough: 0.5, more: 0 })).toEqual({
      kind: 'stop',
      round: first,
    })
  })

  it('asks no query twice, and stops where there is no other way to ask', () => {
    const first = round(question.text, 0.1)
    expect(nextStep(question, [first], none, plan)).toEqual({ kind: 'stop', round: first })
    const same = { ...none, focus: `  ${question.text.toUpperCase()} ` }
    expect(nextStep(question, [first], same, plan)).toEqual({ kind: 'stop', round: first })
  })

  it('keeps the surest round, the earlier of two alike', async () => {
    const confidences = [0.3, 0.4, 0.4]
    const asked: string[] = []
    let times = 0
    const { round: best, rounds } = await searchUntilEnough(
      question,
      ways,
      plan,
      (query) => {
        asked.push(query)
        return Promise.resolve(some)
      },
      () => confidences[times++]!,
    )
    expect(asked).toEqual([question.text, ways.expanded, 'GORD'])
    expect(best.query).toBe(ways.expanded)
    expect(rounds).toHaveLength(3)
  })
})
