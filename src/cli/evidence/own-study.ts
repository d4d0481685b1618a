import type { Results, Verdict } from '../../analysis/results-schema.ts'
import type { Claim, Effect } from '../../evidence/ledger/claim-schema.ts'
import type { Fact } from '../../evidence/ledger/fact.ts'
import type { LedgerFile } from '../../evidence/ledger/ledger-file.ts'
import type { Independence, LedgerSystem } from '../../evidence/ledger/source-schema.ts'
import type { Design } from '../../evidence/ledger/study-schema.ts'

/** What results.json does not say and whoever publishes a study must. */
export interface Publication {
  /** Name of the study in the ledger; its source is `own-` and this. */
  readonly as: string
  readonly by: readonly string[]
  readonly date: string
  readonly independence: Independence
  /** Arms that are systems of the ledger; no other arm is one, whatever it is called. */
  readonly systems: ReadonlyMap<string, string>
  /** Axes that are outcomes of the ledger; no other axis is one. */
  readonly outcomes: ReadonlyMap<string, string>
  /** Studies of the ledger on the same data. */
  readonly sharesDataWith: readonly string[]
}

/** What stands for a fact that results.json does not hold, until somebody writes it. */
export const openReason = 'results.json does not say; write it here'

/** Id of the source of a published study. */
export function ownSource(as: string): string {
  return `own-${as}`
}

/**
 * The verdicts of a study of one's own as a file of the ledger: one claim for each locked hypothesis. Arms and axes that are
 * not said to be of the ledger become systems and outcomes of the study, under names that no other study has.
 */
export function ownStudyFile(results: Results, publication: Publication): LedgerFile {
  const { study, plan } = results
  const source = ownSource(publication.as)
  const systemOf = (arm: string) => publication.systems.get(arm) ?? `${source}-${arm}`
  const outcomeOf = (axis: string) => publication.outcomes.get(axis) ?? `${source}-${axis}`
  const arms = plan.arms.filter(({ id }) =>
    results.verdicts.some(({ hypothesis }) => [hypothesis.candidate, ...hypothesis.against].includes(id)),
  )
  const axes = plan.axes.filter(({ id }) => results.verdicts.some(({ hypothesis }) => hypothesis.axis === id))
  const known = <Value>(value: Value): Fact<Value> => ({ value, access: 'P', source })
  return {
    schemaVersion: 1,
    sources: [
      {
        id: source,
        title: study.title,
        authors: publication.by,
        date: publication.date,
        kind: 'own-study',
        link: null,
        independence: publication.independence,
        stakes: stakesOf(results, publication, systemOf),
        results: { protocol: plan.protocolHash, data: results.data.hash },
      },
    ],
    systems: arms
      .filter(({ id }) => !publication.systems.has(id))
      .map(({ id, label, kind }) => ({ id: systemOf(id), label, kind: kindOf(kind), maker: null })),
    outcomes: axes
      .filter(({ id }) => !publication.outcomes.has(id))
      .map(({ id, label, better }) => ({ id: outcomeOf(id), label, better })),
    studies: axes.map((axis) => ({
      id: `${source}-${axis.id}`,
      title: `${study.title}: ${axis.label}`,
      sources: [source],
      sharesDataWith: [
        ...axes.filter(({ id }) => id !== axis.id).map(({ id }) => `${source}-${id}`),
        ...publication.sharesDataWith,
      ],
      sample: study.sample,
      design: designOfAxis(results, axis, known),
    })),
    claims: results.verdicts.map((verdict) => claimOf(results, verdict, source, systemOf, outcomeOf)),
    relations: [],
    threads: [],
  }
}

/** A vendor publishes on what it puts to the test: its candidates. */
function stakesOf(
  { verdicts }: Results,
  { independence }: Publication,
  systemOf: (arm: string) => string,
): readonly string[] {
  if (independence !== 'vendor' && independence !== 'vendor-linked') return []
  return [...new Set(verdicts.map(({ hypothesis }) => systemOf(hypothesis.candidate)))]
}

function kindOf(kind: string): LedgerSystem['kind'] {
  return kind === 'general' || kind === 'specialised' || kind === 'people' ? kind : 'other'
}

type Axis = Results['plan']['axes'][number]

function designOfAxis(results: Results, axis: Axis, known: <Value>(value: Value) => Fact<Value>): Design {
  const open: Fact<never> = { value: null, reason: openReason }
  const reviewers = results.sections.find((section) => section.axis === axis.id)?.reviewers ?? null
  const { collection } = results.data
  return {
    population: open,
    questionOrigin: open,
    questions: known(`${results.data.items} questions`),
    form: known(axis.form),
    scale: known(scaleWords(axis)),
    rendering: results.plan.renderings.length === 0 ? open : known(renderingWords(results)),
    graders: known('clinicians'),
    graderDetails: open,
    graderCount:
      reviewers === null ? { value: null, reason: 'reviewers are not identified' } : known(reviewers),
    blinding: open,
    comparator: known('As each hypothesis names it'),
    collection: collection === null ? open : known(`${collection.length} arms called by this workbench`),
    modelSize: open,
    feedbackStage: open,
    refusalRule: known(results.plan.refusalRule),
    funding: open,
    conflicts: open,
    preregistration: open,
    data: open,
    code: open,
  }
}

function renderingWords({ plan }: Results): string {
  return plan.renderings
    .filter(({ excluded }) => !excluded)
    .map(({ label }) => label)
    .join('; ')
}

function scaleWords({ form, scale }: Axis): string {
  if (form === 'pairwise') return 'Wins less losses over all comparisons, ties in the denominator'
  if (scale?.kind === 'ordinal') return `${scale.min} to ${scale.max} in steps of ${scale.step}`
  return scale?.kind === 'binary' ? 'Yes or no' : 'Share of rubric points'
}

function claimOf(
  results: Results,
  verdict: Verdict,
  source: string,
  systemOf: (arm: string) => string,
  outcomeOf: (axis: string) => string,
): Claim {
  const { hypothesis } = verdict
  const sides = [hypothesis.candidate, ...hypothesis.against]
  return {
    id: `${source}-${hypothesis.id}`,
    statement: `${results.study.sample ? 'SAMPLE: ' : ''}${verdict.headline}`,
    source,
    study: `${source}-${hypothesis.axis}`,
    kind: 'result',
    access: 'P',
    systems: sides.map((arm) => ({
      system: systemOf(arm),
      version: {
        value: results.plan.arms.find(({ id }) => id === arm)?.label ?? arm,
        access: 'P',
        source,
      },
    })),
    outcome: outcomeOf(hypothesis.axis),
    effect: effectOf(results, verdict, source, systemOf),
    figures: [],
    factor: null,
    note: [`Verdict: ${verdict.verdict}.`, ...verdict.remarks, results.plan.sentence].join(' '),
  }
}

function effectOf(
  results: Results,
  { hypothesis, estimate, outcomes }: Verdict,
  source: string,
  systemOf: (arm: string) => string,
): Effect {
  const axis = results.plan.axes.find(({ id }) => id === hypothesis.axis)
  const pairwise = axis?.form !== 'absolute'
  // results.json counts in favour of the candidate also where a lower mark is better; the ledger has the plain difference.
  const unit = (pairwise ? 100 : 1) * (axis?.better === 'lower' && !pairwise ? -1 : 1)
  const known = <Value>(value: Value): Fact<Value> => ({ value, access: 'P', source })
  const none: Fact<never> = { value: null, reason: 'undefined in results.json' }
  const { ci95, n, df } = estimate
  const error = estimate.standardErrors.used
  const limits = ci95 === null ? null : [ci95.lower * unit, ci95.upper * unit].map(rounded)
  return {
    kind: pairwise ? 'win-difference' : 'mean-difference',
    of: [systemOf(hypothesis.candidate)],
    against: hypothesis.against.map(systemOf),
    condition: conditionOf(hypothesis),
    value: estimate.estimate === null ? none : known(rounded(estimate.estimate * unit)),
    interval:
      limits === null ? none : known({ lower: Math.min(...limits), upper: Math.max(...limits), level: 0.95 }),
    ...(error === null || !(error > 0) ? {} : { se: known(rounded(error * Math.abs(unit))) }),
    ...(df === null || !Number.isFinite(df) ? {} : { df: known(df) }),
    n: known(n),
    unit: pairwise
      ? `comparisons${outcomes === null ? '' : `: ${outcomes.wins} wins, ${outcomes.ties} ties, ${outcomes.losses} losses`}`
      : 'answers marked for both',
    margin:
      hypothesis.margin === null
        ? { value: null, reason: 'the hypothesis is of superiority' }
        : known(rounded(hypothesis.margin.onEstimate * Math.abs(unit))),
    hypothesis: hypothesis.kind,
  }
}

function conditionOf({ rendering, stratum }: Verdict['hypothesis']): string | null {
  const parts = [
    ...(rendering === null ? [] : [rendering]),
    ...(stratum === null ? [] : [`${stratum.name} ${stratum.level}`]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

/** Twelve digits are more than any estimate holds, and print without the tail of a binary fraction. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
