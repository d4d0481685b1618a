import type { BenchOutcome } from './outcome.ts'
import { printedRatios, printedShortfalls } from './ratios.ts'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  /** Names with versions: Node, R, numpy and so on; null where one is not there. */
  readonly versions: Readonly<Record<string, string | null>>
}

/**
 * The performance book as Markdown: one table of every ratio, then what was not reached, then what each benchmark printed.
 *
 * @param all Names of all benchmarks, so that those that have not run yet have their line too.
 */
export function performanceBook(
  all: readonly string[],
  outcomes: readonly BenchOutcome[],
  machine: Machine,
): string {
  const byName = new Map(outcomes.map((one) => [one.bench, one]))
  const days = outcomes.map(({ begunAt }) => begunAt.slice(0, 10)).sort()
  const versions = Object.entries(machine.versions).map(
    ([name, version]) => `${name} ${version ?? 'not there'}`,
  )
  const rows = all.flatMap((name) => rowsOf(name, byName.get(name) ?? null))
  const short = outcomes.flatMap(({ bench, output }) =>
    printedShortfalls(output).map((line) => `* ${bench}: ${line}`),
  )
  return [
    '# Performance book',
    '',
    'Written by `npm run bench`; not by hand. It runs every benchmark in a process of its own beside its peers, goes on where it',
    'was interrupted, and `npm run bench -- --fresh` begins anew. What the figures mean is in [speed](reference/speed.md), what they',
    'come to beyond one machine in [scale](scale.md).',
    '',
    `Measured ${days.length === 0 ? 'never' : days[0] === days.at(-1) ? `on ${days[0]}` : `from ${days[0]} to ${days.at(-1)}`} on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; ${versions.join(', ')}.`,
    'A load above the number of cores says that other work was in the way: single times are then too long, and ratios stand better.',
    '',
    '| benchmark | what | ratio | seconds | load |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Not reached, or not there',
    '',
    ...(short.length === 0 ? ['Nothing.'] : short),
    '',
    '## What each printed',
    '',
    ...outcomes.flatMap(({ bench, output }) => [`### ${bench}`, '', '```', output.trimEnd(), '```', '']),
  ].join('\n')
}

function rowsOf(name: string, outcome: BenchOutcome | null): readonly string[] {
  if (outcome === null) return [`| ${name} | not run yet | | | |`]
  const { seconds, load, state, output } = outcome
  const rest = `${seconds.toFixed(0)} | ${load.map((one) => one.toFixed(1)).join(' to ')} |`
  const failed =
    state === 'done'
      ? []
      : [
          `| ${name} | **${state === 'late' ? 'stopped at its limit' : 'failed'}**: ${cell(lastLine(output))} | | ${rest}`,
        ]
  const ratios = printedRatios(output)
  if (ratios.length === 0 && state === 'done') return [`| ${name} | ${cell(lastLine(output))} | | ${rest}`]
  return [...failed, ...ratios.map(({ ratio, words }) => `| ${name} | ${cell(words)} | ${ratio} | ${rest}`)]
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? ''
}

function cell(words: string): string {
  const one = words.replaceAll('|', '/').replace(/\s+/g, ' ')
  return one.length <= 200 ? one : `${one.slice(0, 199)}…`
}
