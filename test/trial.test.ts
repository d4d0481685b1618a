import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { runProgram } from '../src/cli/program.ts'
import { assistedProtocol } from '../src/server/testing/assisted-trial.ts'
import { readTrial } from '../src/store/assisted/read-trial.ts'
import { openStore } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { type TemporaryWorkspace, temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { ways } from './providers/dialects.ts'
import { type StandIn, startStandIn } from './providers/stand-in.ts'

let workspace: TemporaryWorkspace
let model: StandIn
let study: string
beforeAll(async () => {
  workspace = await temporaryWorkspace()
  study = join(workspace.folder, 'trial')
  await mkdir(study)
  const way = ways.find(({ provider }) => provider === 'compatible')
  if (way === undefined) throw new Error('there is a way to ask')
  model = await startStandIn(way.dialect, { says: () => 'It may be a goldsynonym. Call an ambulance.' })
})
afterAll(async () => {
  await model.close()
  await workspace[Symbol.asyncDispose]()
})

const run = async (...given: readonly string[]) => {
  const out: string[] = []
  const note: string[] = []
  const code = await runProgram([...given, '--study', study, '--json'], {
    out: (line) => out.push(line),
    note: (line) => note.push(line),
    progress: () => {},
    endProgress: () => {},
  })
  return { code, text: [...out, ...note].join('\n'), json: JSON.parse(out.join('\n') || 'null') }
}

it('a trial is opened by its lock, tried with simulated participants, and closed', async () => {
  const { document } = assistedProtocol({
    randomisation: {
      method: 'block',
      ratio: { 'usual-means': 1, 'zephyr-arm': 1, 'quartz-arm': 1 },
      blocks: [3],
    },
    chat: { budget: { tokens: 100_000_000 } },
  })
  const arms = document.arms.map((arm) =>
    arm.source !== undefined && 'baseUrl' in arm.source
      ? { ...arm, source: { ...arm.source, baseUrl: model.url } }
      : arm,
  )
  await writeFile(join(study, 'protocol.yaml'), stringify({ ...document, arms }))
  expect((await run('trial', 'status')).text).toContain('TRIAL_NOT_OPEN')
  expect((await run('trial', 'open')).text).toContain('TRIAL_NOT_LOCKED')
  expect((await run('lock')).code).toBe(0)
  expect((await run('trial', 'open')).json).toEqual({ opened: true, cases: 3, arms: 3, talking: 2 })
  expect((await run('trial', 'open')).text).toContain('TRIAL_OPEN')

  const simulated = await run('trial', 'simulate', '--participants', '9', '--seed', '4', '--fidelity', '1')
  expect(simulated.json).toEqual({
    simulated: 9,
    decisions: 18,
    unanswered: 0,
    seed: 4,
    fidelity: 1,
  })
  const status = await run('trial', 'status')
  expect(status.json).toMatchObject({
    enrolled: 0,
    randomised: 0,
    decided: 0,
    simulated: 9,
    recruiting: true,
  })
  expect(status.text).not.toMatch(/zephyr|quartz/)
  expect((await run('export', join(workspace.folder, 'bundle'))).text).toContain('EXPORT_TRIAL_OPEN')

  const closed = await run('trial', 'close')
  expect(closed.json).toEqual({ closed: true, randomised: 0, decided: 0, simulated: 9 })
  expect((await run('trial', 'close')).text).toContain('TRIAL_CLOSED')
  expect((await run('trial', 'simulate', '--participants', '1')).code).toBe(1)
  expect((await run('audit', 'verify')).code).toBe(0)
  expect((await run('export', join(workspace.folder, 'bundle'))).code).toBe(0)

  const store = await openStore({ workspace: study })
  try {
    const record = z.object({ id: z.string() }).parse(await findStudy(store, '.'))
    const { participants, encounters } = await readTrial(store, record)
    expect(participants.map(({ kind, number }) => [kind, number])).toEqual(
      Array.from({ length: 9 }, (_, index) => ['simulated', index + 1]),
    )
    // Blocks of three: each arm had three participants, and so six encounters.
    const countOf = (arm: string) => encounters.filter((one) => one.arm === arm).length
    expect([countOf('usual-means'), countOf('zephyr-arm'), countOf('quartz-arm')]).toEqual([6, 6, 6])
    // Who follows the answer decides as it says.
    const helped = encounters.filter(({ arm }) => arm !== 'usual-means')
    expect(new Set(helped.map(({ decision }) => decision?.disposition))).toEqual(new Set(['emergency']))
    expect(new Set(helped.map(({ decision }) => decision?.conditions.join()))).toEqual(
      new Set(['Goldcondition haemorrhage']),
    )
    expect(encounters.every(({ decision }) => decision?.seconds === null)).toBe(true)
  } finally {
    await store.close()
  }
})
