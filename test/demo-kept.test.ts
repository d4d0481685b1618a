import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProtocol } from '../src/protocol/read.ts'
import { markUnits } from '../src/server/testing/mark-units.ts'
import { studyApp } from '../src/server/testing/study-app.ts'
import { readItems } from '../src/store/reading/read-items.ts'
import { countEvents } from '../src/store/review/count-events.ts'
import { openStore } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'

delete process.env.EQUIPOISE_DEMO_KEY

it('a demo in which somebody marked answers is kept, and said so, until it is to begin anew', {
  timeout: 120_000,
}, async () => {
  await using folder = await temporaryFolder()
  const demo = join(folder.path, 'demo')
  const run = async (...given: readonly string[]) => {
    const { exitCode, out, notes } = await equipoise('demo', demo, ...given)
    expect(exitCode, notes).toBe(0)
    return out
  }
  await run()
  /** Opens the study of the demo's review desk. */
  const saved = async (mark: boolean) => {
    const store = await openStore({ workspace: demo })
    try {
      const study = await findStudy(store, 'answers')
      if (study === null) throw new Error('the demo has no study of answers')
      const text = await readFile(join(demo, 'answers', 'protocol.yaml'), 'utf8')
      const items = []
      for await (const page of readItems(store, study)) items.push(...page)
      const protocol = readProtocol(text, 'protocol.yaml')
      if (mark) {
        const ada = await studyApp(store, study, protocol, items).visitor('Ada', 'reviewer')
        await markUnits(ada, 1, () => ({ marks: {} }))
      }
      return await countEvents(store, study)
    } finally {
      await store.close()
    }
  }
  const events = await saved(true)
  expect(events).toBeGreaterThan(0)
  const again = await run()
  expect(again).toContain(`was kept as it is: at its review desk ${events} change`)
  expect(again).toContain(`equipoise demo ${demo} --fresh`)
  expect(again).toContain(`equipoise serve --study ${join(demo, 'answers')}`)
  expect(await saved(false)).toBe(events)
  expect(await run('--fresh')).toContain('SAMPLE: simulated marks, evidence about nothing.')
  expect(await saved(false)).toBe(0)
})
