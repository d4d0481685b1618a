import { type Command, InvalidArgumentError, Option } from 'commander'
import type { L2Choice } from '../learning/training/choose-l2.ts'
import { anyWholeNumber, listOf, listOfIds, wholeNumberBetween } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { BestOfOptions } from './commands/best-of.ts'
import type { LearnCommandOptions } from './commands/learn.ts'
import type { Terminal } from './terminal.ts'

/** The commands that train models, and choose answers by one. */
export function addLearnCommand(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'learn', 'train a model on graded answers or preferences, with a card of what it is worth')
    .argument('[files...]', 'MEDIQA XML; or questions and graded candidates (JSON Lines)')
    .option('--study <folder>', 'in place of files: the preferences of a study that was unblinded')
    .addOption(
      new Option('--kind <kind>', 'ranker of passages, or reward model of answers (default: ranker)').choices(
        ['ranker', 'reward'],
      ),
    )
    .option('--out <file>', 'file of the model, such as model.json; its card is written beside it')
    .addOption(
      new Option('--grades <scale>', 'what grades of files of your own mean').choices(['four', 'gains']),
    )
    .option('--seed <number>', 'seed of folds and draws (default: 1)', anyWholeNumber)
    .option(
      '--l2 <penalty>',
      'rule (by the number of preferences), cv (cross-validation) or a number (default: rule below 500 preferences, else cv)',
      penalty,
    )
    .option(
      '--gate <percent>',
      'share of the questions kept out for a gate, by the hash of their words (default: 25); 0 where those to prove it on lie elsewhere',
      wholeNumberBetween(0, 84),
    )
    .option(
      '--keep-out <file>',
      'questions that the model is to be proved on: those of the file are not learned from; may be repeated',
      listOf,
    )
    .option(
      '--folds <number>',
      'folds of questions that are held out for the card (default: 5)',
      wholeNumberBetween(2, 100),
    )
    .option('--curve', 'also measure quality against the number of preferences')
    .option(
      '--exclude <reviewers>',
      'with --study: pseudonyms not to learn from, separated by commas',
      listOfIds,
    )
    .option('--licence <text>', 'licence of the files, for model and card (default: unknown)')
    .option('--sample', 'the grades are simulated: the card calls the model a SAMPLE')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
A model is fitted on every two candidates of a question with different grades, or of which one was
preferred. Equal data, seed and version of the software give equal bytes. What it is worth is told on
held-out questions, beside the prior that needs no training.
${example(
  'equipoise learn graded/ --out model.json',
  'equipoise learn --study my-study --kind reward --out reward.json',
  'equipoise learn questions.jsonl candidates.jsonl --grades four --licence "CC BY 4.0" --out model.json',
)}`,
    )
    .action((files: string[], options: Flags<LearnCommandOptions>) =>
      run(options.json, async () => (await import('./commands/learn.ts')).learn(files, options, terminal)),
    )

  command(program, 'best-of', 'choose of several answers the one that reviewers would prefer')
    .argument('<answers>', 'JSON Lines: item, question, and answers with id and text')
    .option(
      '--model <file>',
      'a reward model, as `equipoise learn --kind reward` writes it (default: the prior)',
    )
    .option('--out <file>', 'write what was chosen, as answers of a recorded arm')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise best-of drafts.jsonl --model reward.json --out chosen.jsonl'))
    .action((path: string, options: Flags<BestOfOptions>) =>
      run(options.json, async () => (await import('./commands/best-of.ts')).chooseBest(path, options)),
    )
}

function penalty(text: string): L2Choice {
  if (text === 'rule') return 'by-pairs'
  if (text === 'cv') return 'cross-validated'
  const given = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (given > 0 && given <= 1e6) return { given }
  throw new InvalidArgumentError('It is rule, cv, or a number above 0.')
}
