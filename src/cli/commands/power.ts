import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { scaleRange } from '../../power/components.ts'
import { type PlanPowerInput, planPower } from '../../power/plan-power.ts'
import { type PowerResults, powerSchema } from '../../power/power-schema.ts'
import { simulatePower } from '../../power/simulate-power.ts'
import { type Place, type Problem, ProblemError, problem } from '../../problem.ts'
import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import { type Protocol, parseProtocol } from '../../protocol/read.ts'
import { powerFigure } from '../../report/power-figure.ts'
import { untilResult } from '../interruption.ts'
import { powerLines } from '../power-lines.ts'
import { checkPowerFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { readStudyProtocol, type StudyFolder, shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'
import { untilLeft } from '../working/work-left.ts'

export interface PowerOptions {
  readonly study: string
  readonly questions?: number
  readonly reviewers?: number
  readonly reviewersPerQuestion?: number
  readonly ties?: number
  readonly missing?: number
  /** Assisted-use trials: responses of every arm. */
  readonly responses?: number
  /** `low`, `mid`, `high` or a file. */
  readonly components?: string
  /** `points` for every hypothesis, or `hypothesis=points`. */
  readonly difference?: readonly string[]
  /** Number of trials; true for the default. */
  readonly simulate?: number | true
  /** Workers do the simulation. */
  readonly queue?: boolean
  readonly out?: string
}

const defaultTrials = 2000
const mostTrials = 1_000_000

/** Says what a planned study can show. Reads the protocol and nothing else, and writes what it says. */
export function planStudyPower(options: PowerOptions, terminal: Terminal): Promise<CommandResult> {
  return untilResult(() => untilLeft(() => planPowerOf(options, terminal)))
}

async function planPowerOf(options: PowerOptions, terminal: Terminal): Promise<CommandResult> {
  const study = studyFolder(options.study)
  const folder = options.out ?? study.power
  const written = await readStudyProtocol(study)
  await checkPowerFolder(folder)
  if (written.plan.assisted !== null) {
    const { planAssistedStudyPower } = await import('./assisted-power.ts')
    return planAssistedStudyPower(study, written, folder, trialsOf(options.simulate), options, terminal)
  }
  refuseResponses(options.responses)
  const { plan, document: asPlanned, fromCommandLine } = await planWithOptions(study, written, options)
  const { reviewPlan } = plan
  if (reviewPlan === null) throw noPlan(study, ['questions', 'reviewers', 'reviewersPerQuestion'])
  const input: PlanPowerInput = {
    document: written.document,
    plan,
    review: reviewPlan,
    differences: statedDifferences(plan, options.difference ?? []),
    fromCommandLine,
    softwareVersion,
  }
  const { results: byFormula, planned } = planPower(input)
  refuseUnusedComponents(options.components, byFormula)
  const trials = trialsOf(options.simulate)
  const onProgress = (done: number, total: number) =>
    terminal.progress('parts of the simulation', done, total)
  const inQueue = options.queue === true && trials !== null
  const results: PowerResults =
    trials === null
      ? byFormula
      : {
          ...byFormula,
          hypotheses: await simulatePower(planned, {
            trials,
            seed: plan.seed,
            onProgress,
            ...(inQueue
              ? {
                  run: async (pieces) =>
                    (await import('../working/simulate-in-queue.ts')).simulateInQueue(
                      study,
                      { document: asPlanned, differences: input.differences, trials },
                      pieces.length,
                      terminal,
                    ),
                }
              : {}),
          }),
        }
  const files = new Map([
    ['power.json', `${JSON.stringify(powerSchema.parse(results), null, 2)}\n`],
    ['power.svg', `${powerFigure(results, 'wide')}\n`],
    ['power-narrow.svg', `${powerFigure(results, 'narrow')}\n`],
  ])
  await writeFolderWhole(folder, files)
  const paths = [...files.keys()].map((name) => shownPath(join(folder, name)))
  return {
    json: { ...results, files: paths },
    lines: [...powerLines(results, plan), '', `Files: ${paths.join(', ')}`],
  }
}

function refuseResponses(responses: number | undefined): void {
  if (responses === undefined) return
  throw problem(
    'POWER_NO_RESPONSES',
    'Only an assisted-use trial counts responses.',
    'Leave it out; --questions and --reviewers size a review of answers.',
    { place: { field: '--responses' }, value: String(responses) },
  )
}

/** The plan with what the command line puts in place of the protocol's entries. */
async function planWithOptions(
  study: StudyFolder,
  { document }: Protocol,
  options: PowerOptions,
): Promise<Pick<Protocol, 'plan' | 'document'> & { readonly fromCommandLine: readonly string[] }> {
  const given = [
    { field: 'questions', option: '--questions', value: options.questions },
    { field: 'reviewers', option: '--reviewers', value: options.reviewers },
    {
      field: 'reviewersPerQuestion',
      option: '--reviewers-per-question',
      value: options.reviewersPerQuestion,
    },
    { field: 'tieShare', option: '--ties', value: options.ties },
    { field: 'missingShare', option: '--missing', value: options.missing },
    { field: 'components', option: '--components', value: await componentsOf(options.components) },
  ].filter(({ value }) => value !== undefined)
  const fields: Readonly<Record<string, unknown>> = {
    ...document.reviewPlan,
    ...Object.fromEntries(given.map(({ field, value }) => [field, value])),
  }
  const missing = ['questions', 'reviewers', 'reviewersPerQuestion'].filter(
    (field) => fields[field] === undefined,
  )
  if (missing.length > 0) throw noPlan(study, missing)
  const placeOf = (path: readonly PropertyKey[]): Place => {
    const option = given.find(({ field }) => path[0] === 'reviewPlan' && path[1] === field)?.option
    return option === undefined
      ? { file: shownPath(study.protocol), field: path.map(String).join('.') }
      : { field: [option, ...path.slice(2).map(String)].join(' ') }
  }
  const fromCommandLine = given.map(({ option }) => option)
  try {
    return { ...parseProtocol({ ...document, reviewPlan: fields }, placeOf), fromCommandLine }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(error.problems.map(ofOption))
  }
}

/** A problem without a file came from an option. */
function ofOption(found: Problem): Problem {
  return found.place.file === undefined ? { ...found, remedy: 'Change the option and try again.' } : found
}

function noPlan(study: StudyFolder, missing: readonly string[]): ProblemError {
  return problem(
    'POWER_NO_REVIEW_PLAN',
    'The protocol does not say how large the review will be.',
    'Add reviewPlan: {questions: 100, reviewers: 12, reviewersPerQuestion: 3} with your numbers to it, or give --questions, --reviewers and --reviewers-per-question.',
    {
      place: { file: shownPath(study.protocol), field: 'reviewPlan' },
      expected: `values for ${missing.join(', ')}`,
    },
  )
}

/** A level by its name, or what a YAML file holds. */
async function componentsOf(given: string | undefined): Promise<unknown> {
  if (given === undefined || ['low', 'mid', 'high'].includes(given)) return given
  const place = { file: shownPath(given) }
  const text = await readFile(given, 'utf8').catch(() => {
    throw problem(
      'POWER_COMPONENTS_FILE',
      'The components are neither a known name nor a file that can be read.',
      'Write low, mid or high, or name a YAML file.',
      { place: { field: '--components' }, value: given, expected: 'low, mid, high or a file' },
    )
  })
  try {
    const content: unknown = parse(text)
    return content
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : ''
    throw problem(
      'POWER_COMPONENTS_FILE',
      `The file of components is not YAML: ${reason}`,
      'Mend it; docs/guide/power.md shows one.',
      { place },
    )
  }
}

/** A file of components that no hypothesis can use is a mistake, not a plan. */
function refuseUnusedComponents(given: string | undefined, { hypotheses }: PowerResults): void {
  if (given === undefined || ['low', 'mid', 'high'].includes(given)) return
  if (hypotheses.some(({ levels }) => levels.some(({ level }) => level === 'own'))) return
  const pairwise = hypotheses.every(({ form }) => form === 'pairwise')
  throw problem(
    'POWER_COMPONENTS_UNUSED',
    'No hypothesis of the protocol can use what the file of components holds.',
    'Add what is missing to the file; docs/guide/power.md shows one.',
    { place: { file: shownPath(given) }, expected: pairwise ? 'votes' : 'marks' },
  )
}

/** Stated differences by hypothesis, on the scale of its estimate. */
function statedDifferences(plan: Plan, given: readonly string[]): ReadonlyMap<string, number> {
  const differences = new Map<string, number>()
  const problems: Problem[] = []
  for (const text of given) {
    const [, named, number] = /^(?:([^=]*)=)?([^=]*)$/.exec(text) ?? []
    const points = number === undefined || number.trim() === '' ? Number.NaN : Number(number)
    const concerned = plan.hypotheses.filter(({ id }) => named === undefined || id === named)
    if (concerned.length === 0) {
      problems.push(
        difference(
          'The protocol has no such hypothesis.',
          named ?? '',
          plan.hypotheses.map(({ id }) => id).join(', '),
        ),
      )
      continue
    }
    for (const { id, axis } of concerned) {
      const planned = plan.axes.find((one) => one.id === axis)
      if (planned === undefined) continue
      const factor = planned.scale?.kind === 'ordinal' ? 1 : 100
      const limit = 0.98 * scaleRange(planned) * factor
      if (Math.abs(points) <= limit) differences.set(id, points / factor)
      else
        problems.push(
          difference(
            `The difference does not fit the axis of the hypothesis ${id}.`,
            text,
            `${rangeWords(planned, limit)}; --difference ${id}=<points> for this hypothesis alone`,
          ),
        )
    }
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return differences
}

function rangeWords(axis: PlannedAxis, limit: number): string {
  const unit = axis.form === 'pairwise' ? 'points of win difference' : 'points'
  const most = Number(limit.toPrecision(4))
  return `a number from -${most} to ${most} ${unit}`
}

function difference(message: string, value: string, expected: string): Problem {
  return {
    code: 'POWER_DIFFERENCE',
    message,
    place: { field: '--difference' },
    value,
    expected,
    remedy: 'Change the option and try again.',
  }
}

function trialsOf(simulate: number | true | undefined): number | null {
  if (simulate === undefined) return null
  const trials = simulate === true ? defaultTrials : simulate
  if (trials >= 100 && trials <= mostTrials) return trials
  throw problem(
    'POWER_TRIALS',
    'The number of trials is too small or too large.',
    'Change it and try again.',
    {
      place: { field: '--simulate' },
      value: String(trials),
      expected: `100 to ${mostTrials}`,
    },
  )
}
