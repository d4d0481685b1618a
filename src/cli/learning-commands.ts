import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { hostedProviders } from '../learning/export/dpo.ts'
import { trlStyles } from '../learning/export/trl.ts'
import { problem } from '../problem.ts'
import { anyWholeNumber, listOfIds, numberBetween, shareOfAll, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { ExportPreferencesOptions } from './commands/export-preferences.ts'
import { addGateCommand } from './gate-command.ts'
import { addLearnCommand } from './learn-command.ts'
import { addPreferencesCommand } from './preferences-command.ts'
import { addProveCommand } from './prove-command.ts'
import { addReleaseCommands } from './release-commands.ts'
import type { CommandResult } from './run-command.ts'
import type { Terminal } from './terminal.ts'
import type { TuneOptions } from './tuning/tune-options.ts'

/** The commands that take judgments to trained models. */
export function addLearningCommands(program: Command, terminal: Terminal, run: Run): void {
  addPreferencesCommand(program, terminal, run)
  addLearnCommand(program, terminal, run)
  addGateCommand(program, terminal, run)
  addProveCommand(program, terminal, run)
  addReleaseCommands(program, run)

  command(program, 'export-preferences', 'write judgments as files that train language models and rankers')
    .argument('[preferences]', 'file of preferences, JSON Lines')
    .option('--study <folder>', 'take them from a study: those that `preferences --out` would write')
    .requiredOption('--out <folder>', 'folder to write')
    .option(
      '--format <names>',
      'dpo, sft, trl, reward, letor, trec; several separated by commas',
      listOfIds,
      ['dpo'],
    )
    .addOption(
      new Option('--provider <name>', 'dpo: whose fields').choices([...hostedProviders]).default('together'),
    )
    .addOption(
      new Option('--style <style>', 'trl, reward: messages or plain text')
        .choices([...trlStyles])
        .default('conversational'),
    )
    .option('--axis <ids>', 'judgments on these axes only, separated by commas', listOfIds)
    .addOption(
      new Option('--judgments <rule>', 'several judgments of a pair: their majority, or each of them')
        .choices(['majority', 'all'])
        .default('majority'),
    )
    .option('--cap <number>', 'most examples of one question in each file; 0: no cap', anyWholeNumber, 10)
    .option('--seed <number>', 'seed of the draw where the cap leaves examples out', anyWholeNumber, 1)
    .option('--licences <file>', 'licences of arms and sources, YAML (default: all are unknown)')
    .option('--include-restricted', 'also texts whose licence forbids commercial use or changes')
    .option('--features <file>', 'letor: features of the answers, JSON Lines')
    .option('--flip-rate <share>', 'share of repeated judgments that came out otherwise', shareOfAll)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Only questions of the train split, with consent, screened for identifiers; never a question of the gate, a
gold or repeated item, or who the reviewer was. Ties have no form in dpo: they are counted and left out.
${example(
  'equipoise export-preferences preferences.jsonl --format sft,dpo --provider together --out training',
  'equipoise export-preferences --study my-study --format trl --out training',
)}`,
    )
    .action((path: string | undefined, options: Flags<ExportPreferencesOptions>) =>
      run(options.json, async () =>
        (await import('./commands/export-preferences.ts')).exportPreferences(path, options, terminal),
      ),
    )

  command(program, 'tune', 'tune a language model on an export, on processors of your own or at a service')
    .addArgument(
      new Argument('<action>', 'what to do').choices(['recipe', 'start', 'status', 'wait', 'cancel']),
    )
    .argument('<folder>', 'recipe, start: folder of an export; status, wait, cancel: folder of the run')
    .option('--base-model <name>', 'recipe, start: the model that is tuned')
    .option('--out <folder>', 'recipe: folder to write; start: folder of the run')
    .option('--name <name>', 'recipe, start: name of the tuned model', runName)
    .option('--full', 'recipe: train all weights, not adapters')
    .addOption(new Option('--service <name>', 'start: which service').choices(['together', 'openai']))
    .option(
      '--epochs <number>',
      'start: passes over the data (default: the choice of the service)',
      wholeNumber,
    )
    .option(
      '--beta <number>',
      'start: beta of DPO (default: the choice of the service)',
      numberBetween(0.001, 10),
    )
    .option('--base-url <address>', 'start: address of the service, where it is not its own')
    .option('--key-from <variable>', 'start: environment variable with the key')
    .option('--seed <number>', 'recipe, start: seed of the training', seed, 1)
    .option(
      '--poll <seconds>',
      'start, wait: seconds between two looks (default: 2, growing to 60)',
      numberBetween(0.01, 3600),
    )
    .option('--yes', 'start: send what is told to leave this machine')
    .option('--detach', 'start: end as soon as the first job is submitted')
    .option('--again', 'start: try a stage once more that failed or was cancelled')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
recipe writes configuration files, data and commands for TRL. start uploads to a service, tunes on good
answers, then on pairs, and writes the tuned model as an arm; without --yes it tells what would leave this
machine and sends nothing. Keys stay in the environment. wait goes on with an interrupted
run; no job is started twice.
${example(
  'equipoise tune recipe training --base-model Qwen/Qwen3-4B-Instruct-2507 --out recipe',
  'equipoise tune start training --service together --base-model Qwen/Qwen3-8B --out run',
  'equipoise tune wait run',
)}`,
    )
    .action((action: TuneAction, folder: string, options: Flags<TuneOptions>) =>
      run(options.json, async () => tune(action, folder, options, terminal)),
    )
}

type TuneAction = 'recipe' | 'start' | 'status' | 'wait' | 'cancel'

async function tune(
  action: TuneAction,
  folder: string,
  options: TuneOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  switch (action) {
    case 'recipe': {
      const [out, baseModel] = [needed(options.out, '--out'), needed(options.baseModel, '--base-model')]
      return (await import('./commands/tune-recipe.ts')).writeRecipe(folder, { ...options, out, baseModel })
    }
    case 'start': {
      const [out, baseModel] = [needed(options.out, '--out'), needed(options.baseModel, '--base-model')]
      const service = needed(options.service, '--service')
      const { startTuning } = await import('./commands/tune-start.ts')
      return startTuning(folder, { ...options, out, baseModel, service }, terminal)
    }
    case 'status':
      return (await import('./commands/tune-run.ts')).runStatus(folder)
    case 'wait':
      return (await import('./commands/tune-run.ts')).waitForRun(folder, options.poll ?? null, terminal)
    case 'cancel':
      return (await import('./commands/tune-run.ts')).cancelRun(folder)
  }
}

/** @throws ProblemError TUNE_OPTION where an action lacks an option that it needs. */
function needed<Value>(value: Value | undefined, option: string): Value {
  if (value !== undefined) return value
  throw problem('TUNE_OPTION', 'The action needs this option.', 'Add it; --help shows an example.', {
    place: { field: option },
  })
}

function seed(text: string): number {
  const given = anyWholeNumber(text)
  if (given > 2_147_483_647) throw new InvalidArgumentError('It is a whole number from 0 to 2147483647.')
  return given
}

function runName(text: string): string {
  if (!/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/.test(text))
    throw new InvalidArgumentError(
      'It is 2 to 40 small letters, digits and hyphens, beginning with a letter.',
    )
  return text
}
