import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { type TokenScope, tokenScopes } from '../store/tokens/token-scope.ts'
import { anyWholeNumber, listOfIds, wholeNumber, wholeNumberBetween } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { AskOptions } from './commands/ask.ts'
import type { IndexOptions } from './commands/index-corpus.ts'
import type { SearchEvalOptions } from './commands/search-eval.ts'
import { addWriterOptions } from './search/writer-options.ts'
import type { Terminal } from './terminal.ts'

export const corpusOption = ['--corpus <name>', 'the corpus, by its name in the workspace', 'main'] as const

/** The commands of clinical search. */
export function addSearchCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'index', 'read sources into a corpus that can be searched')
    .argument('[sources...]', 'files or folders; without any, what the corpus holds is told')
    .option(...corpusOption)
    .option('--sample', 'read the small corpus that ships, for trying out')
    .option('--remove', 'take what these sources said out of the corpus again')
    .option('--discard', 'drop what an interrupted run had read')
    .option(
      '--batch <passages>',
      'passages that are written at once (default: 20000); an interrupted run goes on behind the last of them',
      wholeNumber,
    )
    .option('--settings <file>', 'engine and embedder of the corpus from now on, in YAML; fills and embeds')
    .option('--queue', 'let a worker of this machine do it (equipoise worker), and watch it')
    .option('--fill', 'fill the engine and make the vectors that are still absent, and read no sources')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Formats: MedQuAD (XML, JSONL), PubMed XML, PMC articles (JATS), DailyMed labels (SPL), HTML, PDF, markdown,
and JSONL of our own; gzipped or in a tar archive. What is there already is not read again.
${example('equipoise index guidelines/ pubmed26n0001.xml.gz', 'equipoise index --sample', 'equipoise index --settings search.yaml', 'equipoise index')}`,
    )
    .action((sources: string[], options: Flags<IndexOptions>) =>
      run(options.json, async () =>
        (await import('./commands/index-corpus.ts')).indexCorpus(sources, options, terminal),
      ),
    )

  const ask = command(program, 'ask', 'answer a clinical question from a corpus, with sources, or decline')
    .argument('<question>', 'the question, in quotes; nothing of it is stored')
    .option(...corpusOption)
    .option(
      '--model <file>',
      'a trained ranker: its file, its name where it is kept, or none (default: what is released)',
    )
  addWriterOptions(ask)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Without --writer the answer is sentences of the sources, and nothing leaves this machine unless
the corpus has an embedder elsewhere.
Declining is a result too, with exit code 0.
For research and evaluation. Not a medical device, and not validated for care.
${example(
  'equipoise ask "What are the symptoms of anaemia?"',
  'equipoise ask "How is gout treated?" --writer http://127.0.0.1:11434/v1 --writer-model llama3.1',
)}`,
    )
    .action((question: string, options: Flags<AskOptions>) =>
      run(options.json, async () =>
        (await import('./commands/ask.ts')).askQuestion(question, options, terminal),
      ),
    )

  command(program, 'token', 'make, list and take back tokens of programs that ask over HTTP')
    .addArgument(new Argument('<action>', 'what to do').choices(['create', 'list', 'revoke']))
    .argument('[name]', 'create, revoke: name of the token, for good')
    .addOption(
      new Option('--scope <scope>', 'create: answers asks; models only sees what answers')
        .choices([...tokenScopes])
        .default('answers'),
    )
    .option('--days <number>', 'create: days until it expires, at most 3650', days, 90)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('equipoise token create harness --scope answers --days 90', 'equipoise token revoke harness'),
    )
    .action(
      (
        action: 'create' | 'list' | 'revoke',
        name: string | undefined,
        options: Flags<{ scope: TokenScope; days: number }>,
      ) =>
        run(options.json, async () =>
          (await import('./commands/token.ts')).tokenCommand(action, name, options, terminal),
        ),
    )

  command(program, 'search', 'compare ways to search on judged questions, or rank given candidates')
    .addArgument(new Argument('<action>', 'what to do').choices(['eval', 'rank']))
    .argument(
      '<files...>',
      'MEDIQA XML; questions and candidates (JSON Lines); eval: BioASQ golden files, or questions and TREC judgments',
    )
    .option('--corpus <name>', 'eval: corpus to search for questions with TREC judgments (default: main)')
    .option(
      '--arms <names>',
      'eval: arms, separated by commas (default: all); rank: prior (default), bm25, or trained with --model',
      listOfIds,
    )
    .option('--against <arm>', 'eval: arm that the others are compared with (default: bm25)')
    .addOption(
      new Option('--grades <scale>', 'eval: what grades of files of your own mean').choices([
        'four',
        'gains',
      ]),
    )
    .option('--model <file>', 'a trained ranker, as `equipoise learn` writes it: the arm trained')
    .option(
      '--folds <number>',
      'eval: trains the arm trained for each fold of the questions on the others',
      wholeNumberBetween(2, 100),
    )
    .option('--seed <number>', 'eval: seed of the random arm and of the folds (default: 1)', anyWholeNumber)
    .option('--out <path>', 'eval: folder of the results; rank: file of the run')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Documents that nobody judged are told with every arm, counted as wrong and taken out; they cannot be left out.
Grades: four (1 incorrect to 4 correct and complete) or gains (0 is worth nothing, relevant from 1).
${example(
  'equipoise search eval MEDIQA2019-Task3-QA-ValidationSet.xml',
  'equipoise search rank questions.jsonl candidates.jsonl --out run.tsv',
)}`,
    )
    .action((action: 'eval' | 'rank', files: string[], options: Flags<SearchEvalOptions>) =>
      run(options.json, async () => {
        if (action === 'rank')
          return (await import('./commands/search-rank.ts')).rankGiven(files, options, terminal)
        return (await import('./commands/search-eval.ts')).evaluateSearch(files, options, terminal)
      }),
    )
}

function days(text: string): number {
  const given = wholeNumber(text)
  if (given > 3650) throw new InvalidArgumentError('It is a whole number from 1 to 3650.')
  return given
}
