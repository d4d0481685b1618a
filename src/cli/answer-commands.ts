import { Argument, type Command, Option } from 'commander'
import { listOfIds } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { MarkOptions } from './commands/mark.ts'
import type { Terminal } from './terminal.ts'

/** The commands that bring answers in and let machines mark them. */
export function addAnswerCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'run', 'collect the answers that a study still lacks')
    .option(...studyOption)
    .option('--arms <ids>', 'only these arms, with commas between them', listOfIds)
    .option('--dry-run', 'say what would be called and cost at most, and call nothing')
    .option('--skip-keyless', 'leave out arms whose key is not set')
    .option('--queue', 'let workers make the calls (equipoise worker), and watch them')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('equipoise run --study my-study --dry-run', 'equipoise run --study my-study'),
    )
    .action(
      (options: {
        study: string
        arms?: string[]
        dryRun?: boolean
        skipKeyless?: boolean
        queue?: boolean
        json?: boolean
      }) => run(options.json, async () => (await import('./commands/run.ts')).runStudy(options, terminal)),
    )

  command(program, 'capture', 'let people fill in the answers of arms without an API')
    .addArgument(new Argument('<action>', 'what to do').choices(['export', 'import']))
    .argument('[file]', 'import: the file that was filled in')
    .option(...studyOption)
    .option('--arm <id>', 'export: only this arm (default: every arm with a page only)')
    .option('--to <file>', 'export: file to write, .csv or .jsonl')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise capture export --arm openevidence --to queue.csv --study my-study',
        'equipoise capture import queue.csv --study my-study',
      ),
    )
    .action(
      (
        action: 'export' | 'import',
        file: string | undefined,
        options: { study: string; arm?: string; to?: string; json?: boolean },
      ) =>
        run(options.json, async () => {
          if (action === 'export')
            return (await import('./commands/capture-export.ts')).exportCaptures(options, terminal)
          return (await import('./commands/capture-import.ts')).importCaptures(file, options, terminal)
        }),
    )

  command(program, 'mark', 'mark answers by key, by rubric and in pairs, by machine')
    .option(...studyOption)
    .addOption(new Option('--kind <kind>', 'only marks of this kind').choices(['key', 'rubric', 'pairwise']))
    .option('--from <file>', 'bring rubric marks in that were made elsewhere (JSON Lines)')
    .option('--dry-run', 'say what would be marked and cost at most, and call nobody')
    .option('--skip-keyless', 'leave out judges whose key is not set')
    .option('--queue', 'let workers call the judges (equipoise worker), and watch them')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise mark --study my-study',
        'equipoise mark --study my-study --kind rubric --dry-run',
        'equipoise mark --study my-study --from marks.jsonl',
      ),
    )
    .action((options: Flags<MarkOptions>) =>
      run(options.json, async () => (await import('./commands/mark.ts')).markStudy(options, terminal)),
    )
}
