import { type Command, InvalidArgumentError, Option } from 'commander'
import { listOf, numberBetween, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { DriftOptions } from './commands/drift.ts'
import type { PromoteOptions } from './commands/promote.ts'
import type { RollbackOptions } from './commands/rollback.ts'
import { corpusOption } from './search-commands.ts'

/** The commands that release trained rankers and watch them. */
export function addReleaseCommands(program: Command, run: Run): void {
  command(program, 'promote', 'let a trained ranker answer the questions to a corpus, or try it there')
    .argument('<model>', 'file of the model, its name where it is kept, or none: the label-free prior')
    .option(...corpusOption)
    .addOption(
      new Option('--stage <stage>', 'full: it answers; shadow: unseen; canary: a share of the questions')
        .choices(['full', 'shadow', 'canary'])
        .default('full'),
    )
    .option('--share <share>', 'canary: share of the questions (default: 0.1)', shareOfCanary)
    .option('--gate <file>', 'gate.json of its gate against what answers now')
    .option('--without-gate <why>', 'why it goes on without a gate; stays on record')
    .option('--index <corpus>', 'corpus whose index answers (default: the same)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise promote model.json --gate gate/gate.json',
        'equipoise promote model.json --stage canary --share 0.1 --gate gate/gate.json',
      ),
    )
    .action((model: string, options: Flags<PromoteOptions>) =>
      run(options.json, async () => (await import('./commands/promote.ts')).promoteModel(model, options)),
    )

  command(program, 'rollback', 'let the version before the present one answer again')
    .option(...corpusOption)
    .option('--trial', 'end the trial of a version alone')
    .option('--reason <words>', 'why; stays on record')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise rollback --reason "Readers miss the dose"'))
    .action((options: Flags<RollbackOptions>) =>
      run(options.json, async () => (await import('./commands/rollback.ts')).rollBack(options)),
    )

  command(program, 'releases', 'show what answers the questions to a corpus, and the record of releases')
    .option(...corpusOption)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise releases', 'equipoise releases --corpus main --json'))
    .action((options: Flags<{ corpus: string }>) =>
      run(options.json, async () => (await import('./commands/releases.ts')).showReleases(options)),
    )

  command(program, 'drift', 'say whether questions and answers have changed since the release')
    .option(...corpusOption)
    .option('--baseline <monday>', 'week to compare with, as 2026-11-23 (default: the first weeks)', monday)
    .option('--weeks <number>', 'last weeks that are the present (default: 1)', wholeNumber)
    .option(
      '--sentinels <file>',
      'frozen questions with graded answers, as search eval reads them; may be repeated',
      listOf,
    )
    .addOption(
      new Option('--grades <scale>', 'what grades of files of your own mean').choices(['four', 'gains']),
    )
    .option('--psi <limit>', 'population stability index of a feature (default: 0.2)', numberBetween(0, 100))
    .option('--abstention <limit>', 'change of the declined share (default: 0.1)', numberBetween(0, 1))
    .option('--unjudged <limit>', 'share of passages that nobody marked (default: 0.5)', numberBetween(0, 1))
    .option('--win-rate <limit>', 'least win rate on the sentinels (default: 0.4)', numberBetween(0, 1))
    .option('--fewest <number>', 'questions that each period needs (default: 50)', wholeNumber)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Servers count with equipoise serve --watch. Exit code 1 where a limit is crossed, which reopens the gate.
${example('equipoise drift', 'equipoise drift --baseline 2026-11-23 --sentinels sentinels/')}`,
    )
    .action((options: Flags<DriftOptions>) =>
      run(options.json, async () => (await import('./commands/drift.ts')).showDrift(options)),
    )
}

function shareOfCanary(text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text)
  if (!(share > 0 && share <= 0.5))
    throw new InvalidArgumentError('It is a share above 0 and at most 0.5, as 0.1.')
  return share
}

function monday(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  if (at === null || Number.isNaN(at.getTime()) || at.getUTCDay() !== 1)
    throw new InvalidArgumentError('It is a Monday, as 2026-11-23.')
  return text
}
