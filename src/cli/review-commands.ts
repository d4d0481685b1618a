import { Argument, type Command, Option } from 'commander'
import { roles } from '../review/people/role.ts'
import { portNumber, someIds, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { AuditOptions } from './commands/audit.ts'
import type { InviteOptions } from './commands/invite.ts'
import type { LookOptions } from './commands/look.ts'
import type { PeopleOptions } from './commands/people.ts'
import type { ReviewOptions } from './commands/review.ts'
import type { ServeOptions } from './commands/serve.ts'
import type { UnblindOptions } from './commands/unblind.ts'
import { addWriterOptions } from './search/writer-options.ts'
import type { Terminal } from './terminal.ts'

/** The commands of a review by people. */
export function addReviewCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'review', 'find names in answers, decide about them, and open the review')
    .addArgument(new Argument('<action>', 'what to do').choices(['screen', 'decide', 'open', 'status']))
    .argument('[answers...]', 'decide: answers, each written item/arm')
    .option(...studyOption)
    .addOption(
      new Option('--as <decision>', 'decide: show it, replace the names, or leave the answer out').choices([
        'clear',
        'mask',
        'exclude',
      ]),
    )
    .option('--by <name>', 'decide: who decides; an owner of the study')
    .option('--reason <words>', 'decide: why')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise review screen --study my-study',
        'equipoise review decide q7/tarn --as mask --by "Ada Ames" --reason "It says its name"',
        'equipoise review open --study my-study',
      ),
    )
    .action(
      (action: 'screen' | 'decide' | 'open' | 'status', answers: string[], options: Flags<ReviewOptions>) =>
        run(options.json, async () =>
          (await import('./commands/review.ts')).reviewCommand(action, answers, options, terminal),
        ),
    )

  command(program, 'invite', 'give a person a role in the study and a link to enter by')
    .argument('<name>', 'name of the person, unique in the study')
    .addOption(
      new Option('--role <role>', 'what the person may do').choices([...roles]).makeOptionMandatory(),
    )
    .option(...studyOption)
    .option('--email <address>', 'kept with the name, and deleted with it')
    .option('--specialties <list>', 'specialties of a reviewer, separated by commas', someIds)
    .option('--uses <arms>', 'arms that a reviewer uses at work, separated by commas', someIds)
    .option('--paid-by <arms>', 'arms whose maker pays the reviewer, separated by commas', someIds)
    .option('--hours <number>', 'how long the link can be used', wholeNumber, 168)
    .option('--at <address>', 'address of the server (default: http://127.0.0.1:4114)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Of a person whom the study knows, what is not given stays as it is; --uses "" empties a list.
${example('equipoise invite "Ada Ames" --role reviewer --specialties Cardiology')}`,
    )
    .action((name: string, options: Flags<InviteOptions>) =>
      run(options.json, async () =>
        (await import('./commands/invite.ts')).inviteSomebody(name, options, terminal),
      ),
    )

  command(program, 'people', 'list who has a role in the study; take a role back; delete a person')
    .argument('[name]', 'name or pseudonym of a person; of a participant, their link')
    .option(...studyOption)
    .option('--revoke', 'take the role back; what the person did stays')
    .option(
      '--delete',
      'delete all that tells who the person is; marks stay under a pseudonym, decisions of a participant go',
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise people',
        'equipoise people "Ada Ames" --delete',
        'equipoise people https://trial.example.org/p/CODE --delete',
      ),
    )
    .action((name: string | undefined, options: Flags<PeopleOptions>) =>
      run(options.json, async () =>
        (await import('./commands/people.ts')).peopleCommand(name, options, terminal),
      ),
    )

  const serve = command(program, 'serve', 'open the pages of the study, and answer questions of programs')
    .option(...studyOption)
    .option('--port <number>', 'port to listen at; 0 for any', portNumber, 4114)
    .option('--host <address>', 'with --team: address of this machine to listen at', '127.0.0.1')
    .option('--team', 'for people on other machines, behind a proxy that speaks HTTPS')
    .option('--at <address>', 'with --team: address that browsers use, such as https://trial.example.org')
    .option(
      '--behind-proxy <number>',
      'with --team: how many proxies of yours every request passes; they say who asks',
      wholeNumber,
    )
    .option(
      '--corpus <name>',
      'a corpus of the workspace that people may ask at /ask, and programs under /v1',
    )
    .option(
      '--model <file>',
      'for the corpus: a trained ranker: its file, its name where it is kept, or none (default: what is released)',
    )
    .option('--watch', 'count questions by week and version, without their words, for `equipoise drift`')
    .option('--ledger <folder>', 'folder of the evidence ledger (default: the one that ships)')
    .option('--search', 'answer questions of programs alone, without a study (default corpus: main)')
  addWriterOptions(serve)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise serve',
        'equipoise serve --search --corpus main',
        'equipoise serve --search --writer http://127.0.0.1:11434/v1 --writer-model llama3.1',
        'equipoise serve --team --behind-proxy 1 --at https://trial.example.org',
      ),
    )
    .action((options: Flags<ServeOptions>) =>
      run(options.json, async () => (await import('./commands/serve.ts')).serve(options, terminal)),
    )

  command(program, 'blinding', 'say whether the blind has held: guesses, and style alone')
    .option(...studyOption)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise blinding --study my-study'))
    .action((options: Flags<{ study: string }>) =>
      run(options.json, async () =>
        (await import('./commands/blinding.ts')).auditBlinding(options, terminal),
      ),
    )

  command(program, 'audit', 'check the chain of the audit log, and the marks since the unblinding')
    .addArgument(new Argument('<action>', 'what to do').choices(['verify', 'list']))
    .option(...studyOption)
    .option('--workspace', 'the log of the workspace instead: what was deleted')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('equipoise audit verify --study my-study', 'equipoise audit list --workspace'),
    )
    .action((action: 'verify' | 'list', options: Flags<AuditOptions>) =>
      run(options.json, async () =>
        (await import('./commands/audit.ts')).auditCommand(action, options, terminal),
      ),
    )

  command(program, 'look', 'take the planned look that is due, while the study is blind')
    .option('--by <name>', 'who takes it; an owner or an analyst of the study')
    .option('--reason <words>', 'why now')
    .option('--show', 'show the looks that were taken, and when the next one is due')
    .option(...studyOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise look --by "Ada Ames" --reason "Half of the marks are there"',
        'equipoise look --show',
      ),
    )
    .action((options: Flags<LookOptions>) =>
      run(options.json, async () => (await import('./commands/look.ts')).lookAtStudy(options, terminal)),
    )

  command(program, 'unblind', 'end the review and show the names of the arms in every result')
    .requiredOption('--by <name>', 'who decides; an owner of the study')
    .requiredOption('--reason <words>', 'why now')
    .option(...studyOption)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise unblind --by "Ada Ames" --reason "All questions are marked"'))
    .action((options: Flags<UnblindOptions>) =>
      run(options.json, async () => (await import('./commands/unblind.ts')).unblindStudy(options, terminal)),
    )
}
