import { join } from 'node:path'
import { assistedPowerSchema } from '../../power/assisted/assisted-power-schema.ts'
import { planAssistedPower } from '../../power/assisted/plan-assisted-power.ts'
import { problem } from '../../problem.ts'
import type { Protocol } from '../../protocol/read.ts'
import { assistedPowerFigure } from '../../report/assisted-power-figure.ts'
import { assistedPowerLines } from '../assisted-power-lines.ts'
import type { CommandResult } from '../run-command.ts'
import { type StudyFolder, shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'
import type { PowerOptions } from './power.ts'

const defaultTrials = 1000

/** Options that belong to a review of answers, and say nothing of people who decide. */
const ofReviews = [
  ['questions', '--questions'],
  ['reviewers', '--reviewers'],
  ['reviewersPerQuestion', '--reviewers-per-question'],
  ['ties', '--ties'],
  ['components', '--components'],
  ['difference', '--difference'],
  ['queue', '--queue'],
] as const

/** Says what a planned trial of decisions can show. Reads the protocol and nothing else, and writes what it says. */
export async function planAssistedStudyPower(
  study: StudyFolder,
  protocol: Protocol,
  folder: string,
  trials: number | null,
  options: PowerOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const { plan } = protocol
  const written = plan.assisted
  if (written?.power == null) {
    throw problem(
      'POWER_NO_ASSISTED_PLAN',
      'The protocol does not say what the size of the trial is planned with.',
      'Add assisted.power: {control: {condition: 0.4, disposition: 0.4}, effect: {condition: 0.1}} with your numbers to it.',
      { place: { file: shownPath(study.protocol), field: 'assisted.power' } },
    )
  }
  const unused = ofReviews.find(([field]) => options[field] !== undefined)
  if (unused !== undefined) {
    throw problem(
      'POWER_OPTION_OF_REVIEWS',
      'This option belongs to studies in which reviewers mark answers.',
      'Leave it out; the section assisted of the protocol says how participants and cases vary.',
      { place: { field: unused[1] }, expected: '--responses, --missing, --simulate, --out' },
    )
  }
  const { responses, missing } = options
  const results = await planAssistedPower({
    protocol,
    assisted:
      responses === undefined
        ? written
        : { ...written, stopping: { ...written.stopping, responsesPerArm: responses } },
    power: missing === undefined ? written.power : { ...written.power, dropout: missing },
    fromCommandLine: [
      ...(responses === undefined ? [] : ['--responses']),
      ...(missing === undefined ? [] : ['--missing']),
    ],
    softwareVersion,
    trials: trials ?? defaultTrials,
    seed: plan.seed,
    onProgress: (done, total) => terminal.progress('sizes simulated', done, total),
  })
  const files = new Map([
    ['power.json', `${JSON.stringify(assistedPowerSchema.parse(results), null, 2)}\n`],
    ['power.svg', `${assistedPowerFigure(results, 'wide')}\n`],
    ['power-narrow.svg', `${assistedPowerFigure(results, 'narrow')}\n`],
  ])
  await writeFolderWhole(folder, files)
  const paths = [...files.keys()].map((name) => shownPath(join(folder, name)))
  return {
    json: { ...results, files: paths },
    lines: [...assistedPowerLines(results, plan), '', `Files: ${paths.join(', ')}`],
  }
}
