import { type Command, Option } from 'commander'
import { componentLevels } from '../power/components.ts'
import { numberBetween, shareOfAll, wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { ProveOptions } from './commands/prove.ts'
import type { Terminal } from './terminal.ts'

type Given = Omit<ProveOptions, 'against'> & {
  readonly against?: string
  readonly verdict?: boolean
  readonly study: string
}

/** The command that makes a study of parity, and gives its verdict. */
export function addProveCommand(program: Command, terminal: Terminal, run: Run): void {
  const prove: Command = command(
    program,
    'prove',
    'make a blinded study that can prove parity with a general model; give its verdict',
  )
  prove
    .argument('[candidate]', 'a source in YAML, the name of a preset, or a YAML file with a source')
    .argument('[folder]', 'folder of the new study (default: parity)')
    .option('--against <arm>', 'the general model, written in the same way')
    .option('--name <label>', 'name of the candidate in the report')
    .option('--against-name <label>', 'name of the general model in the report')
    .option('--margin <points>', 'points of win rate that count as parity', numberBetween(0.1, 49.9), 5)
    .option('--questions <number>', 'questions you have (default: as many as are needed)', wholeNumber)
    .option('--reviewers <number>', 'reviewers in all (default: 80)', wholeNumber)
    .option(
      '--reviewers-per-question <number>',
      'different reviewers of a question (default: 2)',
      wholeNumber,
    )
    .option(
      '--ties <share>',
      'expected share of ties, 0.2 for 20% (default: 0, which needs most)',
      shareOfAll,
    )
    .addOption(
      new Option('--components <level>', 'how much questions and reviewers are taken to vary')
        .choices([...componentLevels])
        .default('mid'),
    )
    .option('--power <share>', 'chance of the verdict if the two are equal', numberBetween(0.5, 0.99), 0.9)
    .option('--verdict', 'give the verdict of the study named by --study, and write its report')
    .option(...studyOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Between the two stand the ordinary commands: import, lock, run, review, invite, serve, unblind.
Exit code of --verdict: 0 when parity is proved, 1 when it is not.
${example(
  "equipoise prove '{via: search, corpus: main}' our-proof --against claude-sonnet-4.6 --questions 1500",
  'equipoise prove --verdict --study our-proof',
)}`,
    )
    .action((candidate: string | undefined, folder: string | undefined, options: Flags<Given>) => {
      const { against, verdict, study, ...rest } = options
      if (verdict === true) {
        refuseUnused(prove, (name) => name !== 'verdict' && name !== 'study')
        if (candidate !== undefined) {
          prove.error("error: with '--verdict' the study is named by --study, and no candidate", {
            code: 'commander.excessArguments',
          })
        }
        return run(options.json, async () =>
          (await import('./commands/prove-verdict.ts')).parityVerdict({ study }, terminal),
        )
      }
      refuseUnused(prove, (name) => name === 'study')
      if (candidate === undefined) {
        prove.error("error: missing required argument 'candidate'", { code: 'commander.missingArgument' })
      }
      if (against === undefined) {
        prove.error("error: required option '--against <arm>' not specified", {
          code: 'commander.missingMandatoryOptionValue',
        })
      }
      return run(options.json, async () =>
        (await import('./commands/prove.ts')).proveParity(candidate, folder, { ...rest, against }),
      )
    })
}

/** An option that would do nothing is refused, so that nobody takes it for done. */
function refuseUnused(prove: Command, unused: (name: string) => boolean): void {
  const given = prove.options.find(
    (option) =>
      option.attributeName() !== 'json' &&
      prove.getOptionValueSource(option.attributeName()) === 'cli' &&
      unused(option.attributeName()),
  )
  if (given === undefined) return
  prove.error(
    given.attributeName() === 'study'
      ? `error: option '${given.flags}' goes with '--verdict'; a new study is named by its folder`
      : `error: option '${given.flags}' does not go with '--verdict'`,
    { code: 'commander.conflictingOption' },
  )
}
