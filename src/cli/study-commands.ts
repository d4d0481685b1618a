import { Argument, type Command } from 'commander'
import { usualTaskStratum } from '../items/practice-table.ts'
import { anyWholeNumber, listOf, shareOfAll, wholeNumber, zeroOrOne } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { CoverageOptions } from './commands/coverage.ts'
import type { ImportOptions } from './commands/import.ts'
import type { PowerOptions } from './commands/power.ts'
import type { RegisterOptions } from './commands/register.ts'
import type { ScreenOptions } from './commands/screen.ts'
import type { Terminal } from './terminal.ts'

/** The commands that make a study, bring its items in, plan its size and lock it. */
export function addStudyCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'new', 'make a study from a protocol that ships')
    .argument('[protocol]', 'name of the protocol; without it the names are listed')
    .argument('[folder]', 'folder of the new study (default: the name of the protocol)')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise new real-pocqi-2026 my-study'))
    .action((protocol: string | undefined, folder: string | undefined, options: { json?: boolean }) =>
      run(options.json, async () => {
        const { listProtocols, newStudy } = await import('./commands/new.ts')
        return protocol === undefined ? listProtocols() : newStudy(protocol, folder)
      }),
    )

  command(program, 'import', 'bring marks, answers or items into a study')
    .argument(
      '<source>',
      'a table (CSV, TSV, JSONL or Parquet, plain or gzipped), a folder made by export, real-pocqi, or items',
    )
    .argument('[paths...]', 'real-pocqi: the folder of the public files; items: the format and its files')
    .option(...studyOption)
    .option('--mapping <file>', 'what the columns of the table mean')
    .option('--skip-bad', 'leave bad rows out and count them, instead of importing nothing')
    .option('--only <stratum=value...>', 'items: take those of a stratum alone')
    .option('--sample <number>', 'items: draw so many at random', wholeNumber)
    .option(
      '--by <strata>',
      'items: names of strata, separated by commas, that the sample keeps in proportion',
    )
    .option('--equal', 'items: as many from every stratum, instead of in proportion')
    .option('--seed <number>', 'items: seed of the sample (default: that of the protocol)', anyWholeNumber)
    .option('--first-option <number>', 'items medmcqa: number of the first option, 0 or 1', zeroOrOne)
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise import marks.csv --mapping mapping.yaml --study my-study',
        'equipoise import real-pocqi downloads/Real-POCQi --study my-study',
        'equipoise import items healthbench hard.jsonl --sample 100 --by theme --study my-study',
      ),
    )
    .action((source: string, paths: string[], options: Flags<ImportOptions>) =>
      run(options.json, async () =>
        (await import('./commands/import.ts')).importInto(source, paths, options, terminal),
      ),
    )

  command(program, 'data', 'say where published question sets and the retraction list are, and download them')
    .addArgument(new Argument('<action>', 'what to do').choices(['list', 'get']))
    .argument('[set]', 'name of a set, or retractions; list without it names all')
    .option('--to <folder>', 'get: folder of the files (default: data/<set>; retractions: the workspace)')
    .option(
      '--from <mirror>',
      'get: web address of a mirror that holds the files under their names; retractions: or a folder',
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      example(
        'equipoise data list',
        'equipoise data get pubmedqa --to downloads',
        'equipoise data get retractions --from mirror/',
      ),
    )
    .action(
      (
        action: 'list' | 'get',
        set: string | undefined,
        options: { to?: string; from?: string; json?: boolean },
      ) =>
        run(options.json, async () => {
          const { getSet, listSets } = await import('./commands/data.ts')
          if (set === 'retractions') {
            const { getRetractions, listRetractions } = await import('./commands/data-retractions.ts')
            return action === 'list' ? listRetractions() : getRetractions(options, terminal)
          }
          return action === 'list' ? listSets(set) : getSet(set, options, terminal)
        }),
    )

  command(program, 'power', 'say what a planned study can show, and what more questions or reviewers buy')
    .option(...studyOption)
    .option('--questions <number>', 'questions put to every arm', wholeNumber)
    .option('--reviewers <number>', 'reviewers in all', wholeNumber)
    .option('--reviewers-per-question <number>', 'different reviewers of one question', wholeNumber)
    .option('--ties <share>', 'expected share of ties between equal arms, 0.2 for 20%', shareOfAll)
    .option('--missing <share>', 'share of marks expected to be missing, 0.05 for 5%', shareOfAll)
    .option('--responses <number>', 'assisted-use trials: responses of every arm', wholeNumber)
    .option('--components <name>', 'low, mid or high, or a YAML file with marks, votes or both')
    .option(
      '--difference <points>',
      'true difference to give the power at; repeat as hypothesis=points',
      listOf,
    )
    .option(
      '--simulate [trials]',
      'also simulate the real design and test, in 100 to 1000000 trials (default: 2000 trials)',
      wholeNumber,
    )
    .option('--queue', 'let workers do the simulation (equipoise worker), and watch them')
    .option('--out <folder>', 'folder of the files (default: power inside the study)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
The size comes from reviewPlan in the protocol; an option takes the place of its entry for this run only.
--difference is in the unit of the table: points of win difference (10 is 10 points, and 5 of win rate),
points of an ordinal scale (0.2), or percentage points. Nothing else than the protocol is read.
power.json, power.svg and power-narrow.svg are written into --out.
An assisted-use trial is always simulated, with assisted.power of the protocol: 1000 trials of each size; 2000
with --simulate alone, or as many as it says. Of the sizes only --responses (from 1) and --missing (in place
of dropout) are for it. Effects are risk differences, in points.
${example(
  'equipoise power --study my-study',
  'equipoise power --study my-study --questions 200 --reviewers 16 --difference 10 --simulate',
  'equipoise power --study my-trial --responses 300 --missing 0.1 --simulate 4000',
)}`,
    )
    .action((options: Flags<PowerOptions>) =>
      run(options.json, async () => (await import('./commands/power.ts')).planStudyPower(options, terminal)),
    )

  command(program, 'register', 'write the registration of an assisted-use trial and its reporting checklists')
    .option(...studyOption)
    .option('--out <folder>', 'folder of the files (default: registration inside the study)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Answers what the OSF preregistration form, CONSORT-AI and CHART ask as far as the protocol says it; the rest
is left to the authors. Reads the protocol and its lock, if there is one, and sends nothing anywhere.
Writes preregistration, consort-ai and chart, each as .json and .md, into --out; files of an earlier
registration are replaced, and a folder with anything else in it is refused.
${example('equipoise register --study my-trial', 'equipoise register --study my-trial --out registration')}`,
    )
    .action((options: Flags<RegisterOptions>) =>
      run(options.json, async () => (await import('./commands/register.ts')).registerStudy(options)),
    )

  command(program, 'screen', 'find what may tell who somebody is in the items, before they leave the machine')
    .option(...studyOption)
    .option('--clear <item>', 'let an item go that a person looked at; may be repeated', listOf)
    .option('--hold <item>', 'keep an item back whatever was found; may be repeated', listOf)
    .option('--by <name>', 'who decided')
    .option('--reason <text>', 'why; without names, dates and numbers')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Exit code 1 when there are findings that nobody cleared. What was found is shown by its place and shape only.
${example(
  'equipoise screen --study my-study',
  'equipoise screen --study my-study --clear q17 --by "Ada Byron" --reason "The patient is invented."',
)}`,
    )
    .action((options: Flags<ScreenOptions>) =>
      run(options.json, async () => (await import('./commands/screen.ts')).screenStudy(options, terminal)),
    )

  command(program, 'coverage', 'say how much of what clinicians ask the items of a study cover')
    .option(...studyOption)
    .option('--stratum <name>', 'stratum of the items that names their task', usualTaskStratum)
    .option('--tasks <file>', 'YAML table from values of the stratum to published categories')
    .option('--results', 'also carry the results of a study with marks over to the mix of practice')
    .option('--out <folder>', 'folder of the files (default: coverage inside the study)')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
The mix of practice is published: 127,625 queries of clinicians at one hospital (arXiv 2610.11069).
A value that neither the table of the program nor --tasks knows is listed and left out, never guessed.
${example('equipoise coverage --study my-study', 'equipoise coverage --study my-study --tasks tasks.yaml --results')}`,
    )
    .action((options: Flags<CoverageOptions>) =>
      run(options.json, async () =>
        (await import('./commands/coverage.ts')).studyCoverage(options, terminal),
      ),
    )

  command(program, 'lock', 'freeze the analysis plan by its hash')
    .option(...studyOption)
    .option('--amend <reason>', 'lock a changed protocol again, and say why')
    .option('--restore', 'write the lock file again from the store')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise lock --study my-study'))
    .action((options: { study: string; amend?: string; restore?: boolean; json?: boolean }) =>
      run(options.json, async () => (await import('./commands/lock.ts')).lockStudy(options, terminal)),
    )
}
