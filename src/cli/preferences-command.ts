import { type Command, Option } from 'commander'
import { listOfIds, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { PreferencesOptions } from './commands/preferences.ts'
import type { Terminal } from './terminal.ts'

/** The command that shows judgments as training data. */
export function addPreferencesCommand(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'preferences', 'show marks as training data, check reviewers, and say what to ask next')
    .option(...studyOption)
    .addOption(
      new Option('--split <split>', 'questions of which split')
        .choices(['train', 'calibration', 'gate'])
        .default('train'),
    )
    .option('--out <file>', 'write the preferences that can be used, JSON Lines')
    .option('--next <number>', 'name so many pairs that are worth asking next', wholeNumber)
    .option('--model <file>', 'with --next: the ranker that looks for them (default: the label-free prior)')
    .option('--exclude <reviewers>', 'pseudonyms of reviewers to leave out, separated by commas', listOfIds)
    .option('--keep-flagged', 'use marks of reviewers too whose preferences are found turned round')
    .option('--by <name>', 'with --split gate and --out: who writes them; an owner of the study')
    .option('--reason <words>', 'with --split gate and --out: why')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise preferences --study my-study --next 20',
        'equipoise preferences --study my-study --out preferences.jsonl',
      ),
    )
    .action((options: Flags<PreferencesOptions>) =>
      run(options.json, async () =>
        (await import('./commands/preferences.ts')).studyPreferences(options, terminal),
      ),
    )
}
