import { Argument, type Command } from 'commander'
import { wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { CodingAction, CodingOptions } from './commands/coding.ts'
import type { StagesOptions } from './commands/stages.ts'
import type { Terminal } from './terminal.ts'

/** The commands of the coding of decisions. */
export function addCodingCommands(program: Command, terminal: Terminal, run: Run): void {
  command(
    program,
    'coding',
    'bring what people decided to the coders, and say how far and how good the coding is',
  )
    .addArgument(new Argument('<action>', 'what to do').choices(['open', 'judge', 'status']))
    .option(...studyOption)
    .option(
      '--conversations <number>',
      'open: of how many conversations of each arm the answers are coded, drawn at random (default: all); as many of SIMULATED ones',
      wholeNumber,
    )
    .option('--skip-keyless', 'judge: do nothing where its key is not set')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise coding open --study my-study',
        'equipoise coding open --study my-study --conversations 60',
        'equipoise coding status --study my-study',
      ),
    )
    .action((action: CodingAction, options: Flags<CodingOptions>) =>
      run(options.json, async () =>
        (await import('./commands/coding.ts')).codingCommand(action, options, terminal),
      ),
    )

  command(program, 'stages', 'say where it breaks: model alone, first turn, conversation, person')
    .option(...studyOption)
    .option(
      '--by <proposer>',
      'score texts of models by a proposer instead of people: matcher-1, or the judge (default: people)',
    )
    .option(...jsonOption)
    .addHelpText('after', example('equipoise stages --study my-study'))
    .action((options: Flags<StagesOptions>) =>
      run(options.json, async () => (await import('./commands/stages.ts')).stagesCommand(options, terminal)),
    )
}
