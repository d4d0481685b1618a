import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { readNextTask } from '../src/store/coding/read-task.ts'
import { saveCoding } from '../src/store/coding/save-coding.ts'
import { invite } from '../src/store/people/people.ts'
import { openStore } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { type TrialStudy, trialStudy } from './support/trial-study.ts'

let trial: TrialStudy
beforeAll(async () => {
  trial = await trialStudy({
    itemOf: () => 'any',
    says: (prompt) => {
      if (!prompt.includes('Reply with one JSON object')) return 'It may be a goldsynonym. Call an ambulance.'
      const step = prompt.includes('Which step of the scale') ? { step: 3 } : {}
      return JSON.stringify({ explanation: 'It says so.', entry: 1, sure: 0.9, ...step })
    },
  })
})
afterAll(() => trial[Symbol.asyncDispose]())

const run: TrialStudy['run'] = (...given) => trial.run(...given)

it('goes from a trial to its stages: run, open, judge, two coders, status, stages', async () => {
  const protocol = await trial.plan({ coding: { judge: 'zephyr-arm' } })
  const { assisted } = protocol.plan
  if (assisted === null) throw new Error('The protocol has no assisted section.')
  await run('lock')
  await run('trial', 'open')
  expect((await run('trial', 'simulate', '--participants', '9', '--seed', '4', '--fidelity', '1')).code).toBe(
    0,
  )
  const asked = trial.model.requests.length
  expect((await run('run')).code).toBe(0)
  const counts = z.object({ texts: z.int(), tasks: z.int() })
  const openedSchema = z.object({ real: counts, simulated: counts })
  // While it is open typed conditions come, and no answer: two cases of nine participants, each with a condition.
  const early = await run('coding', 'open')
  expect(early.json).toMatchObject({ real: { texts: 0, tasks: 0 }, answersHeldBack: true })
  const typed = openedSchema.parse(early.json).simulated
  expect(typed.texts).toBe(18)
  expect((await run('coding', 'status')).json).toMatchObject({
    real: [{ kind: 'condition' }],
    simulated: [{ kind: 'condition', texts: typed.tasks }],
  })
  // The first stage: each model once about each case, with the question of the decision.
  const expert = trial.model.requests.slice(asked).map(({ prompt }) => prompt)
  expect(expert).toHaveLength(6)
  for (const prompt of expert) expect(prompt).toContain('Which conditions could explain this')
  expect((await run('stages')).text).toContain('STAGES_TRIAL_OPEN')
  expect((await run('trial', 'close')).code).toBe(0)
  expect((await run('stages')).text).toContain('STAGES_NOT_CODED')

  const opened = await run('coding', 'open')
  const { real, simulated } = openedSchema.parse(opened.json)
  // Nobody real took part: the real texts are the six answers of the models alone, which say the same on each of the three cases.
  expect(real).toEqual({ texts: 6, tasks: 3 })
  expect(simulated.tasks).toBeLessThan(simulated.texts)
  const simulatedTasks = typed.tasks + simulated.tasks
  const tasks = real.tasks + simulatedTasks
  expect((await run('coding', 'open')).json.real).toEqual({ texts: 0, tasks: 0 })
  const nobody = await run('stages', '--by', 'nobody')
  expect(nobody.code).toBe(1)
  expect(nobody.text).toContain('STAGES_PROPOSER')
  expect(nobody.text).toContain('people and matcher-1')
  expect((await run('stages', '--by', 'zephyr-arm')).text).toContain('Ask the judge first')
  const before = trial.model.requests.length
  expect(await run('coding', 'judge')).toMatchObject({
    code: 0,
    json: {
      stopped: 'complete',
      proposals: {
        real: { texts: real.tasks, proposed: real.tasks },
        simulated: { texts: simulatedTasks, proposed: simulatedTasks },
      },
    },
  })
  expect(trial.model.requests.length - before).toBe(tasks)
  await run('coding', 'judge')
  expect(trial.model.requests.length - before).toBe(tasks)

  const store = await openStore({ workspace: trial.folder })
  try {
    const record = z.object({ id: z.string() }).parse(await findStudy(store, '.'))
    for (const name of ['Ann', 'Ben']) {
      const { person } = await invite(store, record, { name, role: 'reviewer' }, null, 1)
      for (;;) {
        const next = await readNextTask(store, record, person, assisted.coding.coders)
        if (next === null) break
        const right = /gold/i.test(next.words)
        const code = {
          condition: right ? 'Goldcondition haemorrhage' : null,
          disposition: next.kind === 'reply' && right ? 'emergency' : null,
          unsure: false,
        }
        await saveCoding(store, record, assisted, person, {
          key: randomUUID(),
          task: next.task,
          code,
          role: 'coder',
        })
      }
    }
  } finally {
    await store.close()
  }
  const status = await run('coding', 'status')
  expect(status.text).not.toMatch(/usual-means|quartz/)
  expect(status.json).toMatchObject({
    coders: 2,
    real: [
      { kind: 'condition', texts: 0 },
      {
        kind: 'reply',
        texts: 3,
        open: 0,
        disagreed: 0,
        proposers: [{ proposer: 'matcher-1' }, { proposer: 'zephyr-arm' }],
      },
    ],
    simulated: [{ kind: 'condition', open: 0, disagreed: 0 }, { kind: 'reply' }],
    deleted: 0,
  })
  const reached = z
    .object({
      simulated: z.array(
        z.object({
          stage: z.string(),
          arm: z.string(),
          condition: z.object({ right: z.int(), scored: z.int() }),
          disposition: z.object({ right: z.int(), scored: z.int() }),
        }),
      ),
    })
    .parse((await run('stages')).json)
    .simulated.map(({ stage, arm, condition, disposition }) => [
      `${stage} ${arm}`,
      condition.right,
      condition.scored,
      disposition.right,
      disposition.scored,
    ])
  // Three participants of two cases in each arm; the models alone were asked about three cases once.
  expect(reached.filter(([name]) => !String(name).includes('usual-means'))).toEqual([
    ['expert-query quartz-arm', 3, 3, 3, 3],
    ['expert-query zephyr-arm', 3, 3, 3, 3],
    ['first-turn quartz-arm', 6, 6, 6, 6],
    ['first-turn zephyr-arm', 6, 6, 6, 6],
    ['conversation quartz-arm', 6, 6, 6, 6],
    ['conversation zephyr-arm', 6, 6, 6, 6],
    ['person quartz-arm', 6, 6, 6, 6],
    ['person zephyr-arm', 6, 6, 6, 6],
  ])
  expect(reached.filter(([name]) => String(name).includes('usual-means')).map(([name]) => name)).toEqual([
    'person usual-means',
  ])
  expect(await run('stages', '--by', 'zephyr-arm')).toMatchObject({ code: 0, json: { by: 'zephyr-arm' } })
})
