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
      `
open brings typed conditions and answers of models to the coding desk, which equipoise serve shows at
/coding to invited reviewers; again, it adds what has come since. Answers of models come only once the trial
is closed, since their number would tell arms. Those of the model alone are from equipoise run.
--conversations is a whole number from 1; a greater one later adds to those drawn.
judge asks the arm in assisted.coding.judge about every text that it has not read, at that arm's cost; its
proposals score nothing.
status says how many texts wait, how coders agree, and what matcher and judge are worth.
All read and write the database of --study; no file is written.
${example(
  'equipoise coding open --study my-study',
  'equipoise coding open --study my-study --conversations 60',
  'equipoise coding judge --study my-study',
  'equipoise coding status --study my-study',
)}`,
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
    .addHelpText(
      'after',
      `
Prints by stage and arm how many decisions or answers have the right condition and the right disposition, as
counts, shares and 95 % intervals. Reads the trial, what equipoise run collected, and the codes from the
database of --study, and writes nothing. Refused until the trial is closed and every text has its final code.
Without --by, people's codes score all texts.
${example('equipoise stages --study my-study', 'equipoise stages --study my-study --by matcher-1')}`,
    )
    .action((options: Flags<StagesOptions>) =>
      run(options.json, async () => (await import('./commands/stages.ts')).stagesCommand(options, terminal)),
    )
}
