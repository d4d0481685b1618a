import { Argument, type Command } from 'commander'
import { numberBetween, shareOfAll, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { AssistedTableOptions } from './commands/assisted-table.ts'
import type { CheckClaimOptions } from './commands/check-claim.ts'
import type { DemoOptions } from './commands/demo.ts'
import type { ExportOptions } from './commands/export.ts'
import { addEconomicsCommand } from './economics-command.ts'
import { addEvidenceCommand } from './evidence-command.ts'
import type { Terminal } from './terminal.ts'

/** The commands that answer what a study asked, hand it over, and check what others claim. */
export function addResultCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'analyse', 'answer the locked hypotheses and write the report')
    .option(...studyOption)
    .option('--look <number>', 'which of the planned looks this is (default: the last)', wholeNumber)
    .option('--out <folder>', 'folder of the report (default: report inside the study)')
    .option('--workers <number>', 'threads of the bootstrap (default: all cores)', wholeNumber)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise analyse --study my-study'))
    .action((options: { study: string; look?: number; out?: string; workers?: number; json?: boolean }) =>
      run(options.json, async () => (await import('./commands/analyse.ts')).analyseStudy(options, terminal)),
    )

  command(program, 'export', 'write a study as JSONL with a manifest of hashes')
    .argument('<folder>', 'folder to write; it must not exist')
    .option(...studyOption)
    .option('--by <name>', 'while the study is blind: who hands it over; an owner of the study')
    .option('--reason <words>', 'while the study is blind: why')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise export my-study-bundle --study my-study'))
    .action((folder: string, options: Flags<ExportOptions>) =>
      run(options.json, async () =>
        (await import('./commands/export.ts')).exportStudy(folder, options, terminal),
      ),
    )

  command(program, 'demo', 'run the SAMPLE studies: from arms to marked answers, and from marks to report')
    .argument('[folder]', 'folder of the demo', 'demo')
    .option('--fresh', 'begin anew, also where people have marked answers of the demo')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise demo', 'equipoise demo --fresh'))
    .action((folder: string, options: Flags<DemoOptions>) =>
      run(options.json, async () => (await import('./commands/demo.ts')).runDemo(folder, options, terminal)),
    )

  command(program, 'check-claim', 'say what a published win rate, or a claim of the ledger, proves')
    .argument(
      '<claim>',
      'the rate as published: "49.9 %", "49.9 % of 1000" or "499 of 1000"; or the id of a claim',
    )
    .option('--n <number>', 'number of comparisons, where the claim does not say it', wholeNumber)
    .option(
      '--margin <points>',
      'points of win rate that count as parity (default: 5); of a claim of the ledger that set none and is of no win rate, on its own scale',
      numberBetween(0.001, 1000),
    )
    .option('--ties <share>', 'share of ties, 0.2 for 20% (default: none assumed)', shareOfAll)
    .option(
      '--design-effect <number>',
      'variance over that of independent votes (default: 1, 1.5 and 2 are shown)',
      numberBetween(0.1, 1000),
    )
    .option('--ledger <folder>', 'a claim by its id: folder of the ledger (default: the one that ships)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise check-claim "49.9 %"',
        'equipoise check-claim "49.9 % of 1000" --margin 5',
        'equipoise check-claim heidi-parity',
      ),
    )
    .action((claim: string, options: Flags<CheckClaimOptions>) =>
      run(options.json, async () =>
        (await import('./commands/check-claim.ts')).checkAnyClaim(claim, options),
      ),
    )

  command(
    program,
    'assisted-table',
    'analyse a table of an assisted-use trial from elsewhere: counts, or decisions',
  )
    .argument(
      '<file>',
      'CSV, TSV or JSON Lines: arm, right, n; or participant, arm, case, condition, disposition',
    )
    .option('--control <arm>', 'arm that the others are compared with (default: control)')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise assisted-table counts.csv --control "usual means"'))
    .action((file: string, options: Flags<AssistedTableOptions>) =>
      run(options.json, async () =>
        (await import('./commands/assisted-table.ts')).assistedTable(file, options),
      ),
    )

  addEvidenceCommand(program, run)
  addEconomicsCommand(program, terminal, run)

  command(program, 'statistics', 'verify the statistical methods against reference cases')
    .addArgument(new Argument('<action>', 'what to do').choices(['verify']))
    .argument('<files...>', 'files of reference cases (docs/reference/reference-cases.md)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('equipoise statistics verify cases/pref.win_difference.json') +
        '\nThe last line of the output is {"passed":n,"failed":[names]}; exit code 1 when a case fails.',
    )
    .action((_action: string, files: string[], options: { json?: boolean }) =>
      run(options.json, async () => (await import('./commands/statistics.ts')).verifyStatistics(files)),
    )
}
