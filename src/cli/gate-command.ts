import { Argument, type Command, Option } from 'commander'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { GateOptions } from './commands/gate.ts'
import type { Terminal } from './terminal.ts'

/** The commands of the learning loop. */
export function addGateCommand(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'gate', 'weigh a candidate against an incumbent by a plan that was fixed beforehand')
    .addArgument(
      new Argument('[candidate]', 'bm25, label-free-prior or the file of a model; with --study an arm of it'),
    )
    .argument('[incumbent]', 'the arm that it would replace')
    .argument('[files...]', 'rankers: graded candidates, as search eval reads them')
    .option('--plan <file>', 'the plan; its lock and the record of runs stand beside it', 'gate.yaml')
    .addOption(new Option('--new <outcomes>', 'write a plan to begin with').choices(['rankers', 'answers']))
    .option('--lock', 'lock the plan by its hash')
    .option('--amend <reason>', 'with --lock: lock a changed plan again, and say why')
    .option('--study <folder>', 'arms that write answers: the study that compared them, unblinded')
    .addOption(
      new Option('--grades <scale>', 'rankers: what grades of files of your own mean').choices([
        'four',
        'gains',
      ]),
    )
    .option('--details <file>', 'rankers: strata of questions and harm flags, JSON Lines')
    .option('--training <file>', 'what the candidate was trained on, where its own file does not say it')
    .option('--model <file>', 'with --study and --again: the file of the candidate')
    .option('--again <file>', 'the candidate trained once more: it must be the same bit for bit')
    .option('--out <folder>', 'folder of the results (default: gate beside the plan)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Exit codes: 0 pass, 1 fail or a problem, 3 needs judging; --json has the verdict in words.
${example(
  'equipoise gate --new rankers',
  'equipoise gate --lock',
  'equipoise gate label-free-prior bm25 MEDIQA2019-Task3-QA-ValidationSet.xml',
)}`,
    )
    .action(
      (
        candidate: string | undefined,
        incumbent: string | undefined,
        files: string[],
        options: Flags<GateOptions>,
      ) =>
        run(options.json, async () =>
          (await import('./commands/gate.ts')).gateCommand(candidate, incumbent, files, options, terminal),
        ),
    )
}
