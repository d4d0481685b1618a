/**
 * 5,000 questions for each of four arms behind four providers' wire formats, while a fifth of all requests meet a passing
 * fault (429 with and without Retry-After, 5xx, resets in mid-body, broken JSON, another content type): it has to end
 * complete, and every request the servers received has to be one that is on record.
 */

import { loadavg } from 'node:os'
import { createArm } from '../src/arms/create-arm.ts'
import { fillTraining } from '../src/protocol/arm-training.ts'
import { fillSource } from '../src/protocol/planned-source.ts'
import { openStore } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { ways } from '../test/providers/dialects.ts'
import { passingFaults, randomFaults } from '../test/providers/faults.ts'
import { startStandIn } from '../test/providers/stand-in.ts'
import { benchStudy, collectAll } from './support/collecting.ts'
import { duration } from './support/measure.ts'

const items = Number(process.env.EQUIPOISE_BENCH_ITEMS ?? 5000)
const key = 'sk-stand-in'
const chosen = ways.slice(0, 4)
const itemOf = (prompt: string) => /Question (\d+)\?/.exec(prompt)?.[1] ?? null

await using workspace = await temporaryWorkspace()
const store = await openStore({ workspace: workspace.folder })
const servers = await Promise.all(
  chosen.map(({ dialect }, index) =>
    startStandIn(dialect, {
      latencyMilliseconds: 20,
      faults: randomFaults(index + 1, 0.2, passingFaults),
      retryAfterSeconds: 0.05,
      itemOf,
    }),
  ),
)
try {
  const study = await benchStudy(store, items)
  const arms = chosen.map(({ name, provider, api, model }, index) => {
    const baseUrl = servers[index]?.url ?? ''
    const source = fillSource({ via: 'api', provider, api, model, baseUrl, keyFrom: 'KEY' })
    const planned = {
      id: `arm-${index}`,
      label: name,
      kind: 'general',
      family: null,
      ...fillTraining({}),
      knownWorse: false,
      source,
    } as const
    return createArm(planned, {
      environment: { KEY: key },
      studyFolder: '.',
      lookUp: async () => 'not-yet',
      searches: new Map(),
    })
  })
  const { seconds, answered, retries } = await collectAll(store, study, arms, 20)
  const received = servers.reduce((sum, server) => sum + server.requests.length, 0)
  const faults = servers.flatMap(({ requests }) => requests).filter(({ fault }) => fault !== null).length
  const slots = items * arms.length
  process.stdout.write(
    `  ${answered} of ${slots} slots answered in ${duration(seconds)}; ${received} requests received, ${faults} of them with a fault (${((100 * faults) / received).toFixed(1)}%), ${retries} called again; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  if (answered !== slots || received !== slots + retries) process.exitCode = 1
} finally {
  for (const server of servers) await server.close()
  await store.close()
}
