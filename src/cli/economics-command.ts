import type { Command } from 'commander'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { EconomicsOptions } from './commands/economics.ts'
import type { Terminal } from './terminal.ts'

export function addEconomicsCommand(program: Command, terminal: Terminal, run: Run): void {
  command(
    program,
    'economics',
    'say what answers and good answers cost, what is cheapest, and where the profit goes',
  )
    .argument('[study]', 'folder of the study; without it everything is assumption')
    .option('--assumptions <file>', 'YAML file of assumptions (default: economics.yaml of the study)')
    .option('--new <file>', 'write the assumptions that ship as a file to begin with')
    .option('--arm <arm>', 'arm whose measured cost is that of an answer by the token')
    .option('--measure <id>', 'quality: acceptable, correct or axis:<id> (default: the first with marks)')
    .option('--against <arm>', 'arm that the others are compared with (default: the cheapest)')
    .option('--out <folder>', 'also write the page as one file, and the numbers')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Prices, seats, hosting, hours and all else that was not measured are assumptions with their sources and days.
${example(
  'equipoise economics my-study --json',
  'equipoise economics my-study --arm tarn --out economics',
  'equipoise economics --new economics.yaml',
)}`,
    )
    .action((study: string | undefined, options: Flags<EconomicsOptions>, self: Command) => {
      const beside = besideNew(study, options)
      if (beside.length > 0) {
        self.error(
          `error: --new writes the figures that ship and takes nothing beside it, and not ${beside.join(', ')}`,
          { code: 'commander.conflictingOption' },
        )
      }
      return run(options.json, async () =>
        (await import('./commands/economics.ts')).economics(study, options, terminal),
      )
    })
}

/** What is given beside --new and would be passed over in silence. */
function besideNew(study: string | undefined, options: EconomicsOptions): readonly string[] {
  if (options.new === undefined) return []
  const others = ['assumptions', 'arm', 'measure', 'against', 'out'] as const
  return [
    ...(study === undefined ? [] : [study]),
    ...others.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`])),
  ]
}
