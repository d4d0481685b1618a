/**
 * How long does the server take for a page of a thread, with a ledger of 10,000 claims in 500 threads? The ledger is read from files as
 * a real one is, and the pages are asked for over HTTP behind a session. The goal is under 200 ms.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { servedEvidence } from '../src/cli/serving/served-evidence.ts'
import { ledgerFileSchema } from '../src/evidence/ledger/ledger-file.ts'
import { twoStudies } from '../src/evidence/testing/two-studies.ts'
import { createApp } from '../src/server/app.ts'
import { evidenceRoutes } from '../src/server/evidence/evidence-routes.ts'
import { serveApp } from '../src/server/serve.ts'
import { invite } from '../src/store/people/people.ts'
import { enter } from '../src/store/people/sessions.ts'
import { ensureStudy } from '../src/store/studies.ts'
import { startTestServer } from '../src/store/testing/test-server.ts'

const threads = Number(process.env.EQUIPOISE_BENCH_THREADS ?? 500)
const claimsPerThread = 20
const filesOfThreads = 50
const requests = 200

const small = ledgerFileSchema.parse(parse(twoStudies))
const folder = await mkdtemp(join(tmpdir(), 'equipoise-bench-ledger-'))
const database = await startTestServer()
try {
  await writeLedger()
  const store = await database.freshStore()
  const study = await ensureStudy(store, 'bench', 'Bench')
  const { token } = await invite(store, study, { name: 'Ada', role: 'owner' }, null, 1)
  const entry = await enter(store, token, 1)
  if (!entry.entered) throw new Error(entry.because)
  const evidence = servedEvidence(store, study, folder)
  const server = await serveApp(
    (port) =>
      createApp({
        store,
        study: study.id,
        origin: `http://127.0.0.1:${port}`,
        routes: evidenceRoutes(evidence),
        addressOf: () => '127.0.0.1',
        onFault: (error) => console.error(error),
      }),
    '127.0.0.1',
    0,
  )
  const ask = async (path: string) => {
    const begun = performance.now()
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      headers: { cookie: `equipoise=${entry.session}`, accept: 'text/html' },
    })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`)
    return { milliseconds: performance.now() - begun, bytes: text.length }
  }
  const first = await ask('/evidence/thread-0')
  console.log(`${threads * claimsPerThread} claims in ${threads} threads, load ${loadavg()[0]?.toFixed(1)}`)
  console.log(`first page after the start, with reading the ledger: ${first.milliseconds.toFixed(0)} ms`)
  for (const [name, path] of [
    ['thread', (number: number) => `/evidence/thread-${number}`],
    ['claim', (number: number) => `/evidence/claims/claim-${number}-7`],
    ['comparison', (number: number) => `/evidence/compare/claim-${number}-0/claim-${number}-1`],
    ['list of threads', () => '/evidence'],
  ] as const) {
    const times: number[] = []
    let bytes = 0
    for (let number = 0; number < requests; number++) {
      const answer = await ask(path((number * 7) % threads))
      times.push(answer.milliseconds)
      bytes = answer.bytes
      // No faster than the limit of one person allows.
      if (number % 40 === 39) await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    times.sort((left, right) => left - right)
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]?.toFixed(1)
    console.log(
      `${name}: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${at(1)} ms (${(bytes / 1000).toFixed(0)} kB)`,
    )
  }
  await server.close()
} finally {
  await rm(folder, { recursive: true, force: true })
  await database.stop()
}

/** The small ledger many times over, in files of as many threads as people would put into one. */
async function writeLedger(): Promise<void> {
  const { claims, relations, threads: written, studies, ...shared } = small
  const [ahead, behind, form] = claims
  const thread = written[0]
  if (ahead === undefined || behind === undefined || form === undefined || thread === undefined)
    throw new Error('the small ledger has changed')
  await writeFile(join(folder, 'shared.yaml'), stringify({ schemaVersion: 1, ...without(shared), studies }))
  for (let start = 0; start < threads; start += filesOfThreads) {
    const numbers = Array.from(
      { length: Math.min(filesOfThreads, threads - start) },
      (_, place) => start + place,
    )
    const file = {
      schemaVersion: 1,
      claims: numbers.flatMap((number) =>
        Array.from({ length: claimsPerThread }, (_, place) => ({
          ...([ahead, behind, form][place % 3] ?? ahead),
          id: `claim-${number}-${place}`,
        })),
      ),
      relations: numbers.map((number) => ({
        from: `claim-${number}-1`,
        kind: 'contradicts',
        to: `claim-${number}-0`,
        why: 'The other winner.',
      })),
      threads: numbers.map((number) => ({
        ...renamed(thread, number),
        id: `thread-${number}`,
        title: `Tarn or Moor, ${number}`,
      })),
    }
    await writeFile(join(folder, `threads-${start}.yaml`), stringify(file, { aliasDuplicateObjects: false }))
  }
}

function without({
  schemaVersion: _,
  ...rest
}: Omit<typeof small, 'claims' | 'relations' | 'threads' | 'studies'>) {
  return rest
}

/** The thread with the claims of its number, and all of its twenty in the narrative. */
function renamed(thread: (typeof small.threads)[number], number: number): object {
  const names: Readonly<Record<string, string>> = {
    'tarn-ahead': `claim-${number}-0`,
    'moor-ahead': `claim-${number}-1`,
    'form-moves': `claim-${number}-2`,
    'gazette-says': `claim-${number}-3`,
  }
  const own = Array.from({ length: claimsPerThread }, (_, place) => `claim-${number}-${place}`)
  const text = JSON.stringify(thread, (_key, value: unknown) =>
    typeof value === 'string' ? (names[value] ?? value) : value,
  )
  const copied: object = JSON.parse(text)
  return {
    ...copied,
    narrative: own.map((claim, place) => ({
      heading: place % 5 === 0 ? `Part ${place / 5 + 1}` : null,
      sentences: Array.from({ length: 4 }, () => ({
        text: 'One study finds Tarn ahead, and the other finds Moor ahead on other questions.',
        claims: [claim],
      })),
    })),
    claims: own,
  }
}
