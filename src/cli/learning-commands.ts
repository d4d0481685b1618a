import { type Command, Option } from 'commander'
import { hostedProviders } from '../learning/export/dpo.ts'
import { trlStyles } from '../learning/export/trl.ts'
import { anyWholeNumber, listOfIds, shareOfAll } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { ExportPreferencesOptions } from './commands/export-preferences.ts'

/** The commands that take judgments to trained models. */
export function addLearningCommands(program: Command, run: Run): void {
  command(program, 'export-preferences', 'write judgments as files that train language models and rankers')
    .argument('<preferences>', 'file of preferences, JSON Lines')
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
Only questions of the train split, with consent, screened for identifiers; never a question of the gate, a gold or
repeated item, or who the reviewer was. Ties have no form in dpo: they are counted and left out.
${example('equipoise export-preferences preferences.jsonl --format sft,dpo --provider together --out training')}`,
    )
    .action((path: string, options: Flags<ExportPreferencesOptions>) =>
      run(options.json, async () =>
        (await import('./commands/export-preferences.ts')).exportPreferences(path, options),
      ),
    )
}
