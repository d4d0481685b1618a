import { Argument, type Command } from 'commander'
import { problem } from '../problem.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { CommandResult } from './run-command.ts'

interface EvidenceOptions {
  readonly ledger?: string
  readonly out?: string
}

type EvidenceAction = 'page' | 'compare'

/** The commands over the evidence ledger. */
export function addEvidenceCommand(program: Command, run: Run): void {
  command(program, 'evidence', 'what is claimed of clinical AI, by whom, and what it rests on')
    .addArgument(new Argument('<action>', 'what to do').choices(['page', 'compare']))
    .argument('[claims...]', 'compare: names of two claims or more')
    .option('--ledger <folder>', 'folder of the ledger (default: the one that ships)')
    .option('--out <folder>', 'page: folder of the pages')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
page writes the threads, claims and comparisons as pages that need no server. compare says why claims may
disagree, factor by factor.
${example(
  'equipoise evidence page --out evidence-pages',
  'equipoise evidence compare nm-rcq-order pocqi-accuracy-text-only',
)}`,
    )
    .action((action: EvidenceAction, claims: string[], options: Flags<EvidenceOptions>) =>
      run(options.json, () => evidence(action, claims, options)),
    )
}

async function evidence(
  action: EvidenceAction,
  claims: readonly string[],
  { ledger, out }: EvidenceOptions,
): Promise<CommandResult> {
  switch (action) {
    case 'page': {
      if (out === undefined)
        throw problem('EVIDENCE_OPTION', 'The pages need a folder.', 'Add --out <folder>.', {
          place: { field: '--out' },
        })
      const { writeEvidencePages } = await import('./commands/evidence-page.ts')
      return writeEvidencePages({ ledger, out })
    }
    case 'compare':
      return (await import('./commands/evidence-compare.ts')).compareEvidence(claims, { ledger })
  }
}
