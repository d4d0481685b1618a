import { Argument, type Command, Option } from 'commander'
import { listOf } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { EvidenceAddOptions } from './commands/evidence-add.ts'
import type { EvidenceMetaOptions } from './commands/evidence-meta.ts'
import type { EvidencePracticeOptions } from './commands/evidence-practice.ts'
import type { CommandResult } from './run-command.ts'

type EvidenceOptions = EvidenceAddOptions & EvidenceMetaOptions & EvidencePracticeOptions

type EvidenceAction = 'list' | 'check' | 'meta' | 'add' | 'page' | 'compare' | 'practice'

/** The commands over the evidence ledger. */
export function addEvidenceCommand(program: Command, run: Run): void {
  command(program, 'evidence', 'what is claimed of clinical AI, by whom, and what it rests on')
    .addArgument(
      new Argument('[action]', 'what to do')
        .choices(['list', 'check', 'meta', 'add', 'page', 'compare', 'practice'])
        .default('list'),
    )
    .argument(
      '[names...]',
      'check: the folder; meta: claims to pool; add: the folder of the study; compare: claims; practice: files of results',
    )
    .option('--ledger <folder>', 'folder of the ledger (default: the one that ships)')
    .addOption(
      new Option('--contrast <rule>', 'meta: what must be the same of two contrasts')
        .choices(['systems', 'kinds'])
        .default('systems'),
    )
    .option(
      '--out <folder>',
      'meta: folder of the forest plots and numbers; page, practice: folder of the pages',
    )
    .addOption(
      new Option('--independence <kind>', 'add: who ran the study').choices([
        'academic',
        'vendor',
        'vendor-linked',
        'journalist',
        'commentator',
      ]),
    )
    .option('--by <name>', 'add: who publishes it; may be repeated', listOf)
    .option('--date <day>', 'add: day of publication, such as 2026-11-26')
    .option('--system <arm=system>', 'add: which system of the ledger an arm is; may be repeated', listOf)
    .option(
      '--outcome <axis=outcome>',
      'add: which outcome of the ledger an axis is; may be repeated',
      listOf,
    )
    .option('--as <name>', 'add: name of the study in the ledger (default: that of its protocol)')
    .option(
      '--same <theirs=ours>',
      'practice: arms that are the same under two ids, or study/theirs=ours; may be repeated',
      listOf,
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
list says what is in the ledger; check reads one and says what is wrong with it; meta pools what may be
pooled; add publishes the verdicts of an unblinded study of your own as claims and runs meta again; page
writes threads, claims and comparisons as pages that need no server; compare says why claims may
disagree, factor by factor; practice sets exam, rubric and side-by-side scores of arms beside what people
decided with them, from marks.json of equipoise mark and results.json of equipoise analyse, of any studies;
it needs an arm with two measures, prints scores as percent and points with 95 % intervals and correlations,
and writes practice.html and practice.json where --out names a folder. A ledger of your own begins as a copy
of the one that ships.
${example(
  'equipoise evidence',
  'equipoise evidence check my-ledger',
  'equipoise evidence meta --contrast kinds',
  'equipoise evidence page --out evidence-pages',
  'equipoise evidence compare nm-rcq-general-ahead pocqi-oe-preferred',
  'equipoise evidence practice exam/marks/marks.json trial/report/results.json --out practice',
  'equipoise evidence practice exam/marks/marks.json trial/report/results.json --same gpt-5.2=gpt',
  'equipoise evidence add my-study --ledger mine --independence academic --by "Ada Ames" --date 2026-11-26',
)}`,
    )
    .action((action: EvidenceAction, names: string[], options: Flags<EvidenceOptions>) =>
      run(options.json, () => evidence(action, names, options)),
    )
}

async function evidence(
  action: EvidenceAction,
  names: readonly string[],
  options: EvidenceOptions,
): Promise<CommandResult> {
  switch (action) {
    case 'list':
      return (await import('./commands/evidence-list.ts')).listEvidence(names, options)
    case 'check':
      return (await import('./commands/evidence-list.ts')).checkEvidence(names, options)
    case 'meta':
      return (await import('./commands/evidence-meta.ts')).evidenceMeta(names, options)
    case 'add':
      return (await import('./commands/evidence-add.ts')).addEvidence(names, options)
    case 'page':
      return (await import('./commands/evidence-page.ts')).writeEvidencePages(names, options)
    case 'compare':
      return (await import('./commands/evidence-compare.ts')).compareEvidence(names, options)
    case 'practice':
      return (await import('./commands/evidence-practice.ts')).evidencePractice(names, options)
  }
}
