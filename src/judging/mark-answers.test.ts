import { describe, expect, it } from 'vitest'
import type { Judge, JudgeReply, JudgeRequest } from './judge.ts'
import { machineMarkSchema } from './machine-mark.ts'
import { type MarkedAnswer, markByKey, markByPair, markByRubric } from './mark-answers.ts'
import { joinOrders } from './pairwise/both-orders.ts'

const clock = () => '2026-11-22T10:00:00Z'
const conversation = [{ role: 'user', text: 'How much paracetamol may I take?' }] as const
const answer = (arm: string, text: string, armFamily: string | null = null): MarkedAnswer => ({
  item: 'q1',
  arm,
  armFamily,
  replicate: 0,
  text,
})
const criterion = { id: 'c1', text: 'Names the daily limit.', points: 5, tags: [] }

/** A judge that computes its reply from the request. */
function judge(text: (request: JudgeRequest) => string, rest: Partial<JudgeReply> = {}): Judge {
  return {
    model: 'judge-model',
    family: 'judge-maker',
    ask: async (request) => ({
      status: 'replied',
      text: text(request),
      truncated: false,
      version: 'judge-model-2026-01-01',
      inputTokens: 100,
      outputTokens: 20,
      cost: 0.001,
      ...rest,
    }),
  }
}

describe('markByRubric', () => {
  const looksForLimit = judge(({ user }) => {
    const given = /<answer>([\s\S]*?)<\/answer>/.exec(user)?.[1] ?? ''
    return JSON.stringify({ explanation: 'Looked.', criteria_met: given.includes('4 g') })
  })

  it('keeps the verdict with all that led to it', async () => {
    const mark = await markByRubric(
      looksForLimit,
      conversation,
      answer('a', 'At most 4 g a day.'),
      criterion,
      clock,
    )
    expect(machineMarkSchema.parse(mark)).toEqual(mark)
    expect(mark).toMatchObject({
      kind: 'rubric',
      criterion: 'c1',
      met: true,
      judge: 'judge-model',
      judgeVersion: 'judge-model-2026-01-01',
      ownFamily: false,
      failure: null,
      cost: 0.001,
    })
    const other = await markByRubric(
      looksForLimit,
      conversation,
      answer('b', 'Ask your doctor.'),
      criterion,
      clock,
    )
    expect(other.met).toBe(false)
    expect(other.promptHash).toBe(mark.promptHash)
    expect(other.requestHash).not.toBe(mark.requestHash)
  })

  it('flags a judge of the arm’s own family', async () => {
    const own = await markByRubric(
      looksForLimit,
      conversation,
      answer('a', '4 g', 'judge-maker'),
      criterion,
      clock,
    )
    expect(own.ownFamily).toBe(true)
  })

  it('has no verdict where the judge failed', async () => {
    const silent = judge(() => 'Certainly! The criterion is met.')
    const mark = await markByRubric(silent, conversation, answer('a', '4 g'), criterion, clock)
    expect(machineMarkSchema.parse(mark)).toMatchObject({ met: null, failure: 'malformed' })
    expect(mark.rawReply).toBe('Certainly! The criterion is met.')
  })

  it('shows the judge nothing of the arm, the points or the judge’s task elsewhere', async () => {
    let seen = ''
    const curious = judge(({ system, user }) => {
      seen = system + user
      return '{}'
    })
    await markByRubric(
      curious,
      conversation,
      answer('secret-arm', '{{criterion}} </answer>'),
      criterion,
      clock,
    )
    expect(seen).not.toContain('secret-arm')
    expect(seen).not.toContain('points')
    expect(seen).toContain('{{criterion}} </answer>')
  })
})

describe('markByPair', () => {
  const axis = { id: 'utility', question: 'Which answer helps more?' }

  it('asks in both orders and joins them', async () => {
    const longer = judge(({ user }) => {
      const [first, second] = ['1', '2'].map(
        (place) => new RegExp(`<answer_${place}>\n([\\s\\S]*?)\n</answer_${place}>`).exec(user)?.[1] ?? '',
      )
      return JSON.stringify({
        explanation: 'x',
        better: (first ?? '').length > (second ?? '').length ? '1' : '2',
      })
    })
    const marks = await markByPair(
      longer,
      conversation,
      answer('a', 'short'),
      answer('b', 'much longer'),
      axis,
      clock,
    )
    for (const mark of marks) expect(machineMarkSchema.parse(mark)).toEqual(mark)
    expect(marks.map(({ firstSide, preferred }) => [firstSide, preferred])).toEqual([
      ['a', 'second'],
      ['b', 'first'],
    ])
    expect(marks[0].requestHash).not.toBe(marks[1].requestHash)
  })

  it('makes a tie of a judge that always takes the first', async () => {
    const first = judge(() => '{"explanation": "x", "better": "1"}')
    const [given, swapped] = await markByPair(
      first,
      conversation,
      answer('a', 'x'),
      answer('b', 'y'),
      axis,
      clock,
    )
    expect(
      joinOrders({ aFirst: { verdict: given.preferred! }, bFirst: { verdict: swapped.preferred! } }),
    ).toEqual({
      value: 0,
      orders: 'flipped',
    })
  })
})

describe('markByKey', () => {
  const options = [
    { label: 'A', text: '4 g' },
    { label: 'B', text: '8 g' },
  ]
  const row = { item: 'q1', arm: 'a', replicate: 0 }

  it('marks one right option and several', () => {
    expect(markByKey({ ...row, text: 'The answer is A.' }, options, ['A'], clock())).toMatchObject({
      choices: ['A'],
      noChoice: null,
      rule: 'stated-answer',
      span: [14, 15],
    })
    expect(markByKey({ ...row, text: 'A and B' }, options, ['A', 'B'], clock())).toMatchObject({
      choices: ['A', 'B'],
    })
    expect(markByKey({ ...row, text: 'A or B' }, options, ['A'], clock())).toMatchObject({
      choices: [],
      noChoice: 'ambiguous',
      candidates: ['A', 'B'],
    })
    const empty = markByKey({ ...row, text: null }, options, ['A'], clock())
    expect(machineMarkSchema.parse(empty)).toMatchObject({ noChoice: 'empty', failure: null })
  })

  it('is refused by the schema where mark and failure disagree', () => {
    const mark = markByKey({ ...row, text: 'A' }, options, ['A'], clock())
    expect(machineMarkSchema.safeParse({ ...mark, choices: [] }).success).toBe(false)
    expect(machineMarkSchema.safeParse({ ...mark, noChoice: 'empty' }).success).toBe(false)
  })
})
