import type { Command } from 'commander'
import { command, example, jsonOption, type Run } from './command-parts.ts'
import type { Terminal } from './terminal.ts'

export const corpusOption = ['--corpus <name>', 'the corpus, by its name in the workspace', 'main'] as const

/** The commands of clinical search. */
export function addSearchCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'index', 'read sources into a corpus that can be searched')
    .argument('[sources...]', 'files or folders; without any, what the corpus holds is told')
    .option(...corpusOption)
    .option('--remove', 'take what these sources said out of the corpus again')
    .option('--discard', 'drop what an interrupted run had read')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Formats: MedQuAD (XML, JSONL), PubMed XML, PMC articles (JATS), DailyMed labels (SPL), HTML, PDF, markdown, and
JSONL of our own; gzipped or in a tar archive. What is there already is not read again.
${example('equipoise index guidelines/ pubmed26n0001.xml.gz', 'equipoise index')}`,
    )
    .action(
      (sources: string[], options: { corpus: string; remove?: boolean; discard?: boolean; json?: boolean }) =>
        run(options.json, async () =>
          (await import('./commands/index-corpus.ts')).indexCorpus(sources, options, terminal),
        ),
    )
}
