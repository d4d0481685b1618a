import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyVariable } from './support/collecting-study.ts'
import { judgeServer, markingStudy, standInJudge } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in-5d21e0'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

describe('what a judge is not sent', () => {
  const identified = {
    questions: { q2: 'May Mr Oliver Bennett, MRN 4482913, take 5 g of paracetamol? [item q2]' },
    says: { q1: 'B, 4 g. Write to ward.seven@hospital.example about the liver.' },
  }
  const judged = (url: string, terms: object = {}) => ({
    ...identified,
    marking: { rubric: { judges: [standInJudge('gpt', url, {}, terms)] } },
    collect: { attempts: 2 },
  })

  it('is any identifier, on a loopback address too, in the question or in an answer, and what a person cleared is sent', async () => {
    await using server = await judgeServer()
    const study = await markingStudy(workspace, 'withheld', judged(server.url))
    const planned = JSON.parse((await study.done('mark', '--dry-run', '--json')).out)
    expect(planned.kinds[0].judges).toMatchObject([{ arm: 'gpt', calls: 4, withheld: 6 }])
    const first = await study.run('mark', '--json')
    expect(first.exitCode).toBe(1)
    // Two criteria: both answers to q2, and the careful answer to q1. Left: one answer to q1, one to q3.
    expect(JSON.parse(first.out)).toMatchObject({ missing: 6, withheld: 6 })
    expect(server.requests.length).toBe(4)
    await study.done('screen', '--clear', 'q2', '--by', 'Grace', '--reason', 'Invented')
    const second = await study.run('mark')
    expect(second.out).toContain('2 tasks withheld: ')
    expect(server.requests.length).toBe(8)
    expect(server.requests.filter(({ prompt }) => prompt.includes('ward.seven'))).toEqual([])
  })

  it('is only what a person holds back where the protocol says that nothing is passed on', async () => {
    await using server = await judgeServer()
    const study = await markingStudy(
      workspace,
      'held-from-judges',
      judged(server.url, { staysOnMachine: true }),
    )
    await study.done('screen', '--hold', 'q2', '--by', 'Grace', '--reason', 'A rare case')
    const { out } = await study.run('mark', '--json')
    expect(JSON.parse(out)).toMatchObject({ missing: 4, withheld: 4 })
    expect(server.requests.length).toBe(6)
  })

  it('is sent where an agreement covers the judge', async () => {
    await using server = await judgeServer()
    const terms = judged(server.url, { agreement: 'A contract of 2026' })
    const study = await markingStudy(workspace, 'agreed-with-judge', terms)
    const { out } = await study.done('mark', '--json')
    expect(JSON.parse(out)).toMatchObject({ missing: 0, withheld: 0 })
    expect(server.requests.length).toBe(10)
  })
})
