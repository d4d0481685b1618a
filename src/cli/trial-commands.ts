import { Argument, type Command } from 'commander'
import { numberBetween, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { TrialAction, TrialOptions } from './commands/trial.ts'
import type { Terminal } from './terminal.ts'

/** The command of assisted-use trials. */
export function addTrialCommands(program: Command, terminal: Terminal, run: Run): void {
  command(
    program,
    'trial',
    'open and close an assisted-use trial, say how far it is, and check its allocations',
  )
    .addArgument(
      new Argument('<action>', 'what to do').choices(['open', 'close', 'status', 'verify', 'simulate']),
    )
    .option(...studyOption)
    .option('--participants <number>', 'simulate: how many SIMULATED participants (default: 20)', wholeNumber)
    .option('--seed <number>', 'simulate: of what they do (default: 1)', wholeNumber)
    .option(
      '--fidelity <share>',
      'simulate: chance that one takes over what the last answer says (default: 0.7)',
      numberBetween(0, 1),
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
open wants the protocol locked as it is written; it makes the cases items, checks keys and prices of the
arms, and draws the secret of the randomisation. Participants then come in at /take-part of equipoise serve.
status counts participants and decisions of all arms together.
close ends the trial for good: nobody is randomised and nobody decides any more.
verify computes every allocation anew and compares it with the record and the log; of an open trial it says
how many agree and where the first does not, and no arm.
simulate lets SIMULATED participants talk with the real arms, at their real cost, while the trial is open;
they are in no count of people. --participants and --seed from 1, --fidelity from 0 to 1.
All read the protocol and the database of --study; open, close and simulate write into the database.
None writes a file.
${example(
  'equipoise trial open --study my-study',
  'equipoise trial status --study my-study',
  'equipoise trial simulate --study my-study --participants 40 --seed 7',
  'equipoise trial close --study my-study',
  'equipoise trial verify --study my-study',
)}`,
    )
    .action((action: TrialAction, options: Flags<TrialOptions>) =>
      run(options.json, async () =>
        (await import('./commands/trial.ts')).trialCommand(action, options, terminal),
      ),
    )
}
