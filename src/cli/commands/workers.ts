import Table from 'cli-table3'
import { problem } from '../../problem.ts'
import { counted, money } from '../../report/format.ts'
import { openQueue } from '../../store/queue/open-queue.ts'
import type { Store } from '../../store/store.ts'
import { type ProviderLimit, readProviderLimits, setProviderLimit } from '../../store/work/call-limits.ts'
import { dropWork, openWork, readProgress } from '../../store/work/work.ts'
import { type KnownWorker, readWorkers } from '../../store/work/worker-registry.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import { tableCell } from '../table-cell.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { needWords } from '../working/need-words.ts'

export interface WorkersOptions {
  readonly workspace: string
  readonly all?: boolean | undefined
  readonly calls?: number | undefined
  readonly callsPerMinute?: number | undefined
  readonly tokensPerMinute?: number | undefined
  readonly usd?: number | undefined
}

/** Lists workers and the queue, sets the limits of a provider, or takes work out of the queue. */
export function workersCommand(
  action: 'list' | 'limit' | 'drop',
  names: readonly string[],
  options: WorkersOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStore(studyFolder(options.workspace), terminal, async (store) => {
    if (action === 'limit') return limit(store, names, options)
    if (action === 'drop') return drop(store, names)
    return list(store, options.all ?? false)
  })
}

async function list(store: Store, withLeft: boolean): Promise<CommandResult> {
  const workers = await readWorkers(store, withLeft)
  const limits = await readProviderLimits(store)
  const works = []
  for (const work of await openWork(store)) {
    const { parts, done, queues } = await readProgress(store, work)
    const { id, kind, version } = work
    works.push({ id, kind, version, parts, done, needs: queues.map(needWords) })
  }
  return {
    json: { version: softwareVersion, workers, work: works, limits },
    lines: [
      ...(workers.length === 0 ? ['No worker is there.'] : workerTable(workers)),
      ...(works.length === 0 ? ['Nothing is in the queue.'] : ['In the queue:']),
      ...works.map(
        ({ id, kind, version, parts, done, needs }) =>
          `  ${id} ${kind}: ${done} of ${counted(parts, 'job')} done; needs version ${version}, ${needs.join(', ')}`,
      ),
      ...(limits.length === 0 ? [] : ['Providers, for all workers together:', ...limits.map(limitLine)]),
    ],
  }
}

function workerTable(workers: readonly KnownWorker[]): string[] {
  const table = new Table({
    head: ['machine', 'pid', 'version', 'schema', 'state', 'does', 'heard', 'clock'],
    colAligns: ['left', 'right', 'left', 'right', 'left', 'left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  for (const { machine, pid, version, schemaVersion, state, doing, silentSeconds, skewSeconds } of workers) {
    table.push([
      tableCell(machine),
      pid,
      version,
      schemaVersion,
      state,
      tableCell(doingWords(doing)),
      `${Math.round(silentSeconds)} s ago`,
      skewSeconds === null ? '' : `${skewSeconds >= 0 ? '+' : ''}${skewSeconds.toFixed(1)} s`,
    ])
  }
  return table.toString().split('\n')
}

function doingWords(doing: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of doing) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, n]) => (n === 1 ? word : `${n} x ${word}`)).join(', ')
}

function limitLine({ origin, calls, callsPerMinute, tokensPerMinute, usd, ...now }: ProviderLimit): string {
  const terms = [
    ...(calls === null ? [] : [`${counted(calls, 'call')} in flight`]),
    ...(callsPerMinute === null ? [] : [`${callsPerMinute} calls a minute`]),
    ...(tokensPerMinute === null ? [] : [`${tokensPerMinute.toLocaleString('en-GB')} tokens a minute`]),
    ...(usd === null ? [] : [`${money(usd)}`]),
  ]
  const most = terms.length === 0 ? 'no limit' : `at most ${terms.join(', ')}`
  return `  ${origin}: ${most}; now ${now.inFlight} in flight, ${money(now.spentUsd)} spent`
}

async function limit(
  store: Store,
  names: readonly string[],
  { calls, callsPerMinute, tokensPerMinute, usd }: WorkersOptions,
): Promise<CommandResult> {
  const [name, ...others] = names
  const origin = name !== undefined && URL.canParse(name) ? new URL(name).origin : 'null'
  if (origin === 'null' || others.length > 0) {
    throw problem(
      'WORKERS_ORIGIN',
      'A limit is that of one provider, by the origin of its address.',
      'Name it as `equipoise workers` lists it.',
      { value: names.join(' '), expected: 'such as https://api.openai.com' },
    )
  }
  await setProviderLimit(store, origin, {
    calls: calls ?? null,
    callsPerMinute: callsPerMinute ?? null,
    tokensPerMinute: tokensPerMinute ?? null,
    usd: usd ?? null,
  })
  const limits = (await readProviderLimits(store)).filter((one) => one.origin === origin)
  return { json: { limits }, lines: ['For all workers together, from now on:', ...limits.map(limitLine)] }
}

async function drop(store: Store, names: readonly string[]): Promise<CommandResult> {
  const open = await openWork(store)
  const chosen = names.length === 1 && names[0] === 'all' ? open : open.filter(({ id }) => names.includes(id))
  const unknown = names.filter((name) => name !== 'all' && !open.some(({ id }) => id === name))
  if (names.length === 0 || unknown.length > 0) {
    throw problem(
      'WORKERS_DROP',
      'This names no work in the queue.',
      'Name its id as `equipoise workers` lists it, or all.',
      {
        value: unknown.join(' '),
        expected: open.map(({ id }) => id).join(', ') || 'nothing is in the queue',
      },
    )
  }
  const queue = await openQueue(store, softwareVersion)
  try {
    for (const work of chosen) await dropWork(store, queue, work)
  } finally {
    await queue.close()
  }
  return {
    json: { dropped: chosen.map(({ id }) => id) },
    lines: [
      `Took ${counted(chosen.length, 'piece')} of work out of the queue. What was recorded stays; calls in flight end by themselves.`,
    ],
  }
}
