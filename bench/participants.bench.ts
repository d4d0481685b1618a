/**
 * What our own server adds to the answer of a model while 300 participants talk at once, over real HTTP with a server in a process of
 * its own, its database and the model on the same machine. A participant writes 10 s after the last answer, faster than people
 * type; the model takes 1.2 s and streams. The budget is set to be reached near the end. Counted afterwards: messages without an
 * answer, answers that are not on record, and tokens above the budget.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { stringify } from 'yaml'
import { runProgram } from '../src/cli/program.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { existingCluster } from '../src/store/embedded/place.ts'
import { readPostmaster } from '../src/store/embedded/postmaster.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { openStore } from '../src/store/store.ts'
import { temporaryWorkspace } from '../src/store/testing/temporary-workspace.ts'
import { startModel } from './participants/model-server.ts'
import { SimulatedClient } from './participants/simulated-client.ts'

const participants = Number(process.env.EQUIPOISE_BENCH_PARTICIPANTS ?? 300)
const cases = 2
const messagesEach = 3
const thinking = Number(process.env.EQUIPOISE_BENCH_THINKING ?? 10_000)
const modelMilliseconds = 1200
/** Of a call in truth about 200 tokens, at its worst about 700. */
const ceiling = Math.round(participants * cases * messagesEach * 200 * 0.95)

await using workspace = await temporaryWorkspace()
const study = join(workspace.folder, 'bench')
await mkdir(study)
const store = await openStore({ workspace: workspace.folder })
const model = await startModel(modelMilliseconds)
const run = async (...given: readonly string[]) => {
  const note: string[] = []
  const code = await runProgram([...given, '--study', study], {
    out: () => {},
    note: (line) => note.push(line),
    progress: () => {},
    endProgress: () => {},
  })
  if (code !== 0) throw new Error(note.join('\n'))
}

interface Turn {
  readonly mark: string
  readonly milliseconds: number
}
const turns: Turn[] = []
const unanswered: string[] = []
let refused = 0
let decided = 0

try {
  await writeFile(join(study, 'protocol.yaml'), stringify(protocol(model.url)))
  await run('lock')
  await run('trial', 'open')
  const port = await freePort()
  const server = await served(port)
  const clients = Array.from({ length: participants }, () => new SimulatedClient(`http://127.0.0.1:${port}`))
  const queue = clients.entries()
  // Ten at a time: the way in is slowed down for one address, which all of them have here.
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (const [, client] of queue) {
        await client.part('/consent', { version: '1', given: true })
        await client.part('/instructions', { read: true })
      }
    }),
  )
  const before = await usedSince({ server: 0, database: 0 }, server.pid)
  const begun = performance.now()
  await Promise.all(clients.map((client, at) => takePart(client, createGenerator(3, 'bench', at), `p${at}`)))
  const seconds = (performance.now() - begun) / 1000
  const processor = await usedSince(before, server.pid)
  server.kill('SIGINT')
  await once(server, 'exit')
  await report(seconds, processor)
} finally {
  model.close()
  await store.close()
}

async function takePart(client: SimulatedClient, lot: { uniform(): number }, name: string): Promise<void> {
  await sleep(thinking * lot.uniform())
  for (let place = 0; place < cases; place++) {
    const part = await client.part()
    if (part.step.at !== 'case') return
    const { id, chat } = part.step.encounter
    for (let number = 0; chat !== null && number < messagesEach; number++) {
      const mark = `${name}-${place}-${number}`
      if (!(await say(client, id, mark))) break
      await sleep(thinking * (0.5 + lot.uniform()))
    }
    await client.part('/decision', {
      encounter: id,
      key: crypto.randomUUID(),
      conditions: ['SIMULATED'],
      disposition: 'gp',
      confidence: 50,
    })
    decided += 1
  }
}

/** @returns False where the budget has no room for it. */
async function say(client: SimulatedClient, encounter: string, mark: string): Promise<boolean> {
  const sent = performance.now()
  const text = `<${mark}> I have had a headache for two days. What could it be, and what should I do about it?`
  const response = await client.ask('/api/part/messages', { encounter, key: crypto.randomUUID(), text })
  const answer = await response.text()
  const milliseconds = performance.now() - sent
  if (response.status === 422 && answer.includes('PART_BUDGET')) {
    refused += 1
    return false
  }
  if (response.status === 200 && answer.includes('event: turn') && answer.includes('Sentence 11'))
    turns.push({ mark, milliseconds })
  else unanswered.push(`${mark} ${response.status} ${answer.slice(0, 200)}`)
  return true
}

async function report(seconds: number, processor: ProcessorTime): Promise<void> {
  const overheads = turns
    .map(({ mark, milliseconds }) => milliseconds - (model.took.get(mark) ?? Number.NaN))
    .sort((one, other) => one - other)
  const at = (share: number) =>
    overheads[Math.min(overheads.length - 1, Math.floor(overheads.length * share))] ?? Number.NaN
  const { rows } = await sql<Record<'answered' | 'words' | 'tokens' | 'doubt', number>>`
    select (select count(*) from chat_outcome where status = 'answered') as answered,
      (select count(*) from chat_words) as words,
      (select count(*) from chat_call where not exists (select from chat_outcome where id = chat_call.id)) as doubt,
      (select coalesce(sum(coalesce(chat_outcome.tokens, worst_tokens)), 0)::bigint from chat_call
        left join chat_outcome on chat_outcome.id = chat_call.id) as tokens`.execute(store.database)
  const kept = rows[0]
  const lost =
    unanswered.length +
    Math.abs(turns.length - (kept?.answered ?? 0)) +
    Math.abs(2 * turns.length - (kept?.words ?? 0)) +
    (kept?.doubt ?? 0)
  for (const line of unanswered.slice(0, 5)) process.stdout.write(`  ${line}\n`)
  process.stdout.write(
    `  ${participants} participants, ${turns.length} messages answered and ${decided} decisions in ${seconds.toFixed(0)} s: our own share of a turn ${at(0.5).toFixed(0)} ms (median), ${at(0.95).toFixed(0)} ms (95 of 100; aim 50${at(0.95) <= 50 ? '' : ': MISSED'}), ${at(1).toFixed(0)} ms (all); ${lost} lost${lost === 0 ? '' : ': MISSED'}; ${model.tokens()} of ${ceiling} tokens${model.tokens() <= ceiling ? '' : ': MISSED'}, ${refused} refused for them; processor time of a turn ${perTurn(processor.server)} ms in the server, ${perTurn(processor.database)} ms in the database; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
}

function protocol(baseUrl: string) {
  const arms = ['tarn', 'beck']
  return {
    schemaVersion: 1,
    id: 'bench',
    title: 'SIMULATED participants',
    question: 'How long?',
    sample: true,
    arms: [
      { id: 'usual', kind: 'people' },
      ...arms.map((id) => ({
        id,
        kind: 'general',
        source: {
          via: 'api',
          provider: 'compatible',
          model: 'loopback',
          baseUrl,
          stream: true,
          price: 'free',
          staysOnMachine: true,
          settings: { maxOutputTokens: 200 },
        },
      })),
    ],
    axes: ['condition', 'disposition'].map((id) => ({
      id,
      form: 'absolute',
      scale: { kind: 'binary' },
      ...(id === 'condition' ? { primary: true } : {}),
    })),
    hypotheses: arms.map((id) => ({
      id: `h-${id}`,
      kind: 'superiority',
      axis: 'condition',
      candidate: id,
      against: 'usual',
    })),
    seed: 5,
    assisted: {
      participants: 'public',
      design: 'between',
      control: 'usual',
      outcomes: { condition: 'condition', disposition: 'disposition' },
      dispositions: [
        { id: 'home', label: 'Stay at home' },
        { id: 'gp', label: 'See a doctor' },
      ],
      cases: ['a', 'b', 'c', 'd'].map((id) => ({
        id,
        title: `Case ${id}`,
        text: `Somebody has had a headache for two days (${id}).`,
        conditions: [{ name: 'migraine' }],
        disposition: 'home',
      })),
      casesPerParticipant: cases,
      // Nearly everybody talks: who has the control adds nothing to the load.
      randomisation: { method: 'simple', ratio: { usual: 1, tarn: 100, beck: 100 } },
      stopping: { responsesPerArm: 100_000 },
      consent: { version: '1', text: 'SIMULATED.', stores: ['conversation', 'timings'], contact: 'nobody' },
      instructions: 'Read, then decide.',
      controlPage: 'Use what you like.',
      chat: { messagesPerMinute: 60, budget: { tokens: ceiling } },
    },
  }
}

async function served(port: number): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../bin/equipoise.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, 'serve', '--study', study, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout !== null) await once(child.stdout, 'data')
  return child
}

interface ProcessorTime {
  /** Milliseconds. */
  readonly server: number
  readonly database: number
}

function perTurn(milliseconds: number): string {
  return (milliseconds / Math.max(1, turns.length)).toFixed(1)
}

/** Processor time that the server and the database took; unlike a time by the clock, other work on the machine changes it little. */
async function usedSince(before: ProcessorTime, server: number | undefined): Promise<ProcessorTime> {
  const cluster = await existingCluster(workspace.folder)
  const postmaster = cluster === null ? null : await readPostmaster(join(cluster, 'data'))
  let ofDatabase = 0
  let ofServer = 0
  for (const name of await readdir('/proc').catch(() => [])) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null) : null
    // After the name of the program, which may hold blanks: state, parent, ..., user and system time as 12th and 13th.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    const milliseconds = 10 * (Number(fields[11]) + Number(fields[12]))
    if (Number(name) === server) ofServer += milliseconds
    if (postmaster !== null && Number(fields[1]) === postmaster.pid) ofDatabase += milliseconds
  }
  return { server: ofServer - before.server, database: ofDatabase - before.database }
}
