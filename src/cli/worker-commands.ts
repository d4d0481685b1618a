import { Argument, type Command, Option } from 'commander'
import { numberBetween, wholeNumber, wholeNumberBetween } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { WorkerOptions } from './commands/worker.ts'
import type { WorkersOptions } from './commands/workers.ts'
import type { Terminal } from './terminal.ts'

const workspaceOption = [
  '--workspace <folder>',
  'a folder of the workspace; not read with DATABASE_URL',
  '.',
] as const

/** The commands of workers, which do what other commands put in the queue. */
export function addWorkerCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'worker', 'do what commands with --queue put in the queue, until Ctrl-C')
    .option(...workspaceOption)
    .option('--calls <number>', 'calls in flight at most, from 1 to 1000', wholeNumberBetween(1, 1000), 16)
    .option(
      '--processes <number>',
      'workers on this machine, each with so many calls; one that dies is started anew',
      wholeNumberBetween(1, 256),
      1,
    )
    .option('--until-idle', 'end once nothing is left to do')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise worker',
        'DATABASE_URL=postgres://equipoise@db.example.org/trials equipoise worker --calls 32',
      ),
    )
    .action((options: Flags<WorkerOptions>) =>
      run(options.json, async () => (await import('./commands/worker.ts')).runWorker(options, terminal)),
    )

  command(program, 'workers', 'list workers and what is in the queue, set limits, or take work out')
    .addArgument(new Argument('[action]', 'what to do').choices(['list', 'limit', 'drop']).default('list'))
    .argument('[names...]', 'limit: origin of a provider; drop: ids of work as the list shows them, or all')
    .option(...workspaceOption)
    .option('--all', 'list: workers that have left too')
    .option('--calls <number>', 'limit: calls in flight at most', wholeNumber)
    .option('--calls-per-minute <number>', 'limit: calls a minute at most', numberBetween(0.01, 1e9))
    .option('--tokens-per-minute <number>', 'limit: tokens a minute at most', numberBetween(1, 1e12))
    .addOption(
      new Option('--usd <dollars>', 'limit: dollars from now on at most').argParser(numberBetween(0, 1e9)),
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise workers',
        'equipoise workers limit https://api.openai.com --calls 20 --calls-per-minute 500 --usd 50',
        'equipoise workers drop all',
      ),
    )
    .action((action: 'list' | 'limit' | 'drop', names: string[], options: Flags<WorkersOptions>) =>
      run(options.json, async () =>
        (await import('./commands/workers.ts')).workersCommand(action, names, options, terminal),
      ),
    )
}
