import { describe, expect, it } from 'vitest'
import type { JudgeReply } from './judge.ts'
import { readPreference } from './pairwise/read-preference.ts'
import { readRubricVerdict } from './rubric/read-verdict.ts'

const reply = (text: string | null, rest: Partial<JudgeReply> = {}): JudgeReply => ({
  status: 'replied',
  text,
  truncated: false,
  version: 'judge-2026-01-01',
  inputTokens: null,
  outputTokens: null,
  cost: null,
  ...rest,
})

describe('readRubricVerdict', () => {
  it.each([
    ['{"explanation": "It names the dose.", "criteria_met": true}', true],
    ['{"criteria_met": false, "explanation": ""}', false],
    ['  ```json\n{"explanation": "A \\"quoted\\" word {", "criteria_met": true}\n```  ', true],
  ])('reads %s', (text, met) => {
    expect(readRubricVerdict(reply(text))).toMatchObject({ verdict: { met } })
  })

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['yes', 'malformed'],
    ['{"explanation": "x", "criteria_met": "true"}', 'malformed'],
    ['{"explanation": "x", "criteria_met": 1}', 'malformed'],
    ['{"explanation": "x", "criteria_met": true, "confidence": 0.9}', 'malformed'],
    ['{"criteria_met": true}', 'malformed'],
    ['[{"explanation": "x", "criteria_met": true}]', 'malformed'],
    ['{"explanation": "x", "criteria_met": true} {"explanation": "x", "criteria_met": false}', 'malformed'],
    ['Here it is: {"explanation": "x", "criteria_met": true}', 'malformed'],
    ['{"explanation": "x"}', 'missing-field'],
    ['{"explanation": "x", "criteria_met": null}', 'missing-field'],
    ['{"explanation": "The answer does not', 'truncated'],
    ['{"explanation": "x", "criteria_met": fal', 'truncated'],
    ["I'm sorry, but I can't assist with that.", 'refused'],
  ])('takes %s for a failure, never for "not met"', (text, failure) => {
    expect(readRubricVerdict(reply(text))).toEqual({ failure })
  })

  it('believes the provider on what became of the reply', () => {
    const whole = '{"explanation": "x", "criteria_met": true}'
    expect(readRubricVerdict(reply(whole, { truncated: true }))).toEqual({ failure: 'truncated' })
    expect(readRubricVerdict(reply(null, { status: 'failed' }))).toEqual({ failure: 'no-reply' })
    expect(readRubricVerdict(reply(null, { status: 'refused' }))).toEqual({ failure: 'refused' })
    expect(readRubricVerdict(reply(null))).toEqual({ failure: 'empty' })
  })
})

describe('readPreference', () => {
  it.each([
    ['1', 'first'],
    ['2', 'second'],
    ['tie', 'tie'],
  ])('reads %s', (better, verdict) => {
    expect(readPreference(reply(`{"explanation": "x", "better": "${better}"}`))).toEqual({ verdict })
  })

  it.each(['"A"', '1', '"3"', 'true'])('does not guess from %s', (better) => {
    expect(readPreference(reply(`{"explanation": "x", "better": ${better}}`))).toEqual({
      failure: 'malformed',
    })
  })
})
