import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const arms = ways.map((way) => way.name)
const quick = { concurrency: 20, timeoutSeconds: 20, attempts: 8 }

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

const weakened = (of: string) => ({
  id: 'weakened',
  kind: 'baseline',
  knownWorse: true,
  source: { via: 'degraded', of, degradation: 'first-sentence' },
})

describe('equipoise run of a degraded arm', () => {
  it('makes answers worse once there are answers, and tells arms that nobody can call', async () => {
    await using made = await collectingStudy(workspace, 'worse', {
      items: 5,
      ways: arms.slice(0, 2),
      collect: quick,
      moreArms: [weakened('arm-0'), { id: 'page', kind: 'specialised', source: { preset: 'openevidence' } }],
    })
    const result = JSON.parse((await made.study.done('run', '--json')).out)
    expect(
      result.arms.map(({ arm, answered }: { arm: string; answered: number }) => [arm, answered]),
    ).toEqual([
      ['arm-0', 5],
      ['arm-1', 5],
      ['weakened', 5],
    ])
    expect(result.skipped).toEqual([{ arm: 'page', reason: 'captured by hand' }])
  })

  it('does not wait for an original that failed, and makes up for it in a later run', async () => {
    let broken = true
    await using made = await collectingStudy(workspace, 'worse-later', {
      items: 3,
      ways: arms.slice(0, 2),
      collect: quick,
      standIn: () => ({ faults: (item) => (broken && item === 'q00001' ? 'empty' : null) }),
      moreArms: [weakened('arm-0')],
    })
    const early = JSON.parse((await made.study.run('run', '--arms', 'weakened', '--json')).out)
    expect(early.arms).toMatchObject([{ failed: 3, retries: 0, reasons: { 'no-original': 3 } }])
    const first = JSON.parse((await made.study.run('run', '--json')).out)
    expect(first.arms).toMatchObject([
      { arm: 'arm-0', answered: 2, failed: 1 },
      { arm: 'arm-1', answered: 2, failed: 1 },
      { arm: 'weakened', answered: 2, failed: 1, retries: 0, reasons: { 'no-original': 1 } },
    ])
    broken = false
    const second = JSON.parse((await made.study.done('run', '--json')).out)
    expect(second.arms[2]).toMatchObject({ arm: 'weakened', slots: 3, answered: 3, failed: 0 })
  })

  it('is withheld where its original is, however often the study is run', async () => {
    const far = {
      via: 'api',
      provider: 'compatible',
      model: 'far',
      baseUrl: 'https://far.invalid/v1',
      price: 'free',
    }
    await using made = await collectingStudy(workspace, 'worse-withheld', {
      items: 0,
      ways: arms.slice(0, 1),
      vouchedFor: ['arm-0'],
      collect: quick,
      moreArms: [{ id: 'arm-1', kind: 'general', source: far }, weakened('arm-1')],
    })
    const table = await workspace.input(
      'worse-withheld.jsonl',
      '{"key": "q", "question": "Can Mrs Okonjo take warfarin? [item q]"}\n',
    )
    const mapping = 'schemaVersion: 1\nform: items\ncolumns: {key: key, text: question}\n'
    await made.study.imported(table, await workspace.input('worse-withheld.yaml', mapping))
    for (const turn of ['first', 'again']) {
      const result = JSON.parse((await made.study.run('run', '--json')).out)
      expect(result.arms, turn).toMatchObject([
        { arm: 'arm-0', answered: 1 },
        { arm: 'arm-1', withheld: 1 },
        { arm: 'weakened', failed: 0, withheld: 1, retries: 0, reasons: {} },
      ])
    }
    const { rows } = await sql<{ readonly arm: string }>`
      select distinct arm.key as arm from call join arm on arm.id = call.arm_id
      join study on study.id = call.study_id where study.key = 'worse-withheld'`.execute(
      workspace.store.database,
    )
    expect(rows).toEqual([{ arm: 'arm-0' }])
  })
})
