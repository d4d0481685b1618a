import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ways } from './providers/dialects.ts'
import { type CollectingStudy, collectingStudy, keyVariable } from './support/collecting-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

const items = [
  { key: 'named', question: 'Can Mrs Okonjo take warfarin? [item named]' },
  { key: 'plain', question: 'Can warfarin be taken with amiodarone? [item plain]' },
]

/** A loopback server as it is, the same one as the protocol vouches for it, a file, and a degraded arm of each. */
async function mixedStudy(name: string): Promise<CollectingStudy> {
  const model = { via: 'api', provider: 'compatible', model: 'm', price: 'free' }
  const worse = (id: string, of: string) => ({
    id,
    kind: 'baseline',
    knownWorse: true,
    source: { via: 'degraded', of, degradation: 'first-sentence' },
  })
  const made = await collectingStudy(workspace, name, {
    items: 0,
    ways: ways.map((way) => way.name).slice(0, 2),
    collect: { attempts: 1, timeoutSeconds: 20 },
    vouchedFor: ['arm-1'],
    moreArms: [
      {
        id: 'agreed',
        kind: 'general',
        source: { ...model, baseUrl: 'http://127.0.0.1:9/v1', agreement: 'A contract' },
      },
      {
        id: 'file',
        kind: 'general',
        source: { via: 'recorded', file: 'file.jsonl', provenance: 'for a test' },
      },
      worse('worse', 'arm-0'),
      worse('worse-file', 'file'),
    ],
  })
  await made.study.write(
    'file.jsonl',
    items.map(({ key }) => `{"item": "${key}", "text": "Yes."}\n`).join(''),
  )
  const table = await workspace.input(`${name}.jsonl`, items.map((item) => JSON.stringify(item)).join('\n'))
  const mapping = 'schemaVersion: 1\nform: items\ncolumns: {key: key, text: question}\n'
  await made.study.imported(table, await workspace.input(`${name}.yaml`, mapping))
  return made
}

const screenSchema = z.object({
  arms: z.array(z.object({ arm: z.string(), stopped: z.number(), held: z.number() })),
})
const plannedSchema = z.object({
  arms: z.array(z.object({ arm: z.string(), calls: z.number(), withheld: z.number() })),
})
const runSchema = z.object({
  arms: z.array(z.object({ arm: z.string(), withheld: z.number() })),
})

async function bothCounts({ study }: CollectingStudy) {
  const planned = plannedSchema.parse(JSON.parse((await study.run('run', '--dry-run', '--json')).out))
  const screen = screenSchema.parse(JSON.parse((await study.run('screen', '--json')).out))
  const run = runSchema.parse(JSON.parse((await study.run('run', '--json')).out))
  return {
    said: Object.fromEntries(screen.arms.map(({ arm, stopped, held }) => [arm, stopped + held])),
    planned: Object.fromEntries(planned.arms.map(({ arm, withheld }) => [arm, withheld])),
    calls: planned.arms.map(({ calls }) => calls),
    done: Object.fromEntries(run.arms.map(({ arm, withheld }) => [arm, withheld])),
  }
}

describe('what the screen says of an arm', () => {
  it('is what a run does, whatever the arm', async () => {
    await using made = await mixedStudy('one-rule')
    const { said, planned, calls, done } = await bothCounts(made)
    expect(said).toEqual({ 'arm-0': 1, 'arm-1': 0, agreed: 0, file: 0, worse: 1, 'worse-file': 0 })
    expect([planned, done]).toEqual([said, said])
    expect(calls).toEqual([1, 2, 2, 2, 1, 2])
    const sent = (arm: string) =>
      made.servers.get(arm)?.requests.some(({ prompt }) => prompt.includes('Okonjo'))
    expect([sent('arm-0'), sent('arm-1')]).toEqual([false, true])
  })

  it('is what a run does with held items too', async () => {
    await using made = await mixedStudy('one-rule-held')
    await made.study.done('screen', '--hold', 'plain', '--by', 'Grace', '--reason', 'A rare case')
    const { said, planned, calls, done } = await bothCounts(made)
    expect(said).toEqual({ 'arm-0': 2, 'arm-1': 1, agreed: 1, file: 1, worse: 2, 'worse-file': 1 })
    expect([planned, done]).toEqual([said, said])
    expect(calls).toEqual([0, 1, 1, 1, 0, 1])
    const { out } = await made.study.done('run', '--dry-run')
    expect(out).toMatch(/arm-0: 0 calls, .* \(.*\); 2 slots withheld by the screen/)
  })
})
