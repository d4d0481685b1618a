import { describe, expect, it } from 'vitest'
import { reply, scriptedArm } from '../../answers/testing/scripted-arm.ts'
import { judgeArm, judgeReplyOf } from './judge-arm.ts'
import { pairTasks, rubricTasks } from './tasks.ts'

const answers = ['x', 'y', 'z'].map((arm) => ({ item: 'q', arm, replicate: 0 }))

describe('judgeArm', () => {
  it.each([
    ['empty', 'answered'],
    ['truncated', 'answered'],
    ['overloaded', 'failed'],
    ['malformed', 'failed'],
  ] as const)('takes a call that failed as %s as %s', async (reason, status) => {
    const arm = judgeArm(scriptedArm('j', () => reply({ status: 'failed', reason, text: null })))
    const given = await arm.answer({
      item: { key: 'k', text: 'x', strata: {} },
      replicate: 0,
      signal: AbortSignal.timeout(1000),
    })
    expect([given.status, given.reason]).toEqual([status, reason])
    expect(judgeReplyOf(given, null) === null).toBe(status === 'failed')
  })

  it('tells a cut off reply and a refusal from a whole one', () => {
    expect(judgeReplyOf(reply({ reason: 'truncated' }), 0.1)).toMatchObject({ truncated: true, cost: 0.1 })
    expect(judgeReplyOf(reply({ status: 'refused', text: null }), null)).toMatchObject({
      status: 'refused',
      cost: null,
    })
  })
})

describe('tasks of judges', () => {
  it('are every criterion of every answer that has a rubric', () => {
    const tasks = rubricTasks(
      [...answers, { item: 'r', arm: 'x', replicate: 1 }],
      new Map([['r', ['c1', 'c2']]]),
    )
    expect(tasks.map(({ item, replicate, criterion }) => [item, replicate, criterion])).toEqual([
      ['r', 1, 'c1'],
      ['r', 1, 'c2'],
    ])
  })

  it('are both orders of every pair that is there, whichever way round it is written', () => {
    const written = pairTasks([...answers, { item: 'r', arm: 'x', replicate: 0 }], [['y', 'x']], ['a1', 'a2'])
    expect(written.map((task) => Object.values(task).join(' '))).toEqual([
      'pairwise q a1 x y 0 a',
      'pairwise q a1 x y 0 b',
      'pairwise q a2 x y 0 a',
      'pairwise q a2 x y 0 b',
    ])
    expect(pairTasks(answers, [['x', 'y']], ['a1', 'a2'])).toEqual(written)
  })
})
