import type { Claim, Effect, Relation } from '../ledger/claim-schema.ts'
import type { Fact } from '../ledger/fact.ts'
import { indexLedger, type Ledger, type LedgerIndex } from '../ledger/ledger.ts'
import type { Independence } from '../ledger/source-schema.ts'
import type { Design, ReportedStudy } from '../ledger/study-schema.ts'

/* An invented ledger: two systems, one outcome, and as many studies as a test asks for. */

const unknown: Fact<never> = { value: null, reason: 'invented' }

function known<Value>(value: Value): Fact<Value> {
  return { value, access: 'P', source: 'paper-1' }
}

export const inventedDesign: Design = {
  population: unknown,
  questionOrigin: known('exam'),
  questions: unknown,
  form: known('pairwise'),
  scale: known('1 to 4'),
  rendering: unknown,
  graders: known('clinicians'),
  graderDetails: unknown,
  graderCount: unknown,
  blinding: unknown,
  comparator: unknown,
  collection: unknown,
  modelSize: unknown,
  feedbackStage: unknown,
  refusalRule: unknown,
  funding: unknown,
  conflicts: unknown,
  preregistration: unknown,
  data: known('public'),
  code: unknown,
}

export interface InventedClaim {
  readonly number: number
  readonly effect?: Effect | null
  readonly claim?: Partial<Claim>
  readonly study?: Partial<ReportedStudy>
  readonly independence?: Independence
  readonly stakes?: readonly string[]
  readonly date?: string
}

export function inventedEffect(value: number | null, lower: number, upper: number): Effect {
  return {
    kind: 'win-difference',
    of: ['tool'],
    against: ['model'],
    condition: null,
    value: value === null ? unknown : known(value),
    interval: known({ lower, upper, level: 0.95 }),
    n: known(100),
    unit: 'comparisons',
    margin: unknown,
  }
}

/** Claim `claim-1` of study `study-1` in source `paper-1`, and so on. */
export function inventedLedger(
  claims: readonly InventedClaim[],
  relations: readonly Relation[] = [],
): Ledger {
  return {
    sources: claims.map(({ number, independence, stakes, date }) => ({
      id: `paper-${number}`,
      title: `Paper ${number}`,
      authors: [`Author ${number}`],
      date: date ?? '2026-01',
      kind: 'article',
      link: null,
      independence: independence ?? 'academic',
      stakes: stakes ?? [],
    })),
    systems: [
      { id: 'tool', label: 'Tool', kind: 'specialised', maker: null },
      { id: 'model', label: 'Model', kind: 'general', maker: null },
      { id: 'other', label: 'Other model', kind: 'general', maker: null },
    ],
    outcomes: [
      { id: 'accuracy', label: 'Accuracy', better: 'higher' },
      { id: 'harm', label: 'Harm', better: 'lower' },
    ],
    studies: claims.map(({ number, study }) => ({
      id: `study-${number}`,
      title: `Study ${number}`,
      sources: [`paper-${number}`],
      sharesDataWith: [],
      sample: false,
      design: inventedDesign,
      ...study,
    })),
    claims: claims.map(({ number, effect, claim }) => ({
      id: `claim-${number}`,
      statement: `Claim ${number}.`,
      source: `paper-${number}`,
      study: `study-${number}`,
      kind: 'result',
      access: 'P',
      systems: ['tool', 'model'].map((system) => ({ system, version: unknown })),
      outcome: 'accuracy',
      effect: effect === undefined ? inventedEffect(10, 5, 15) : effect,
      figures: [],
      factor: null,
      ...claim,
    })),
    relations,
    threads: [],
  }
}

export function inventedIndex(
  claims: readonly InventedClaim[],
  relations: readonly Relation[] = [],
): LedgerIndex {
  return indexLedger(inventedLedger(claims, relations))
}

export function relation(from: number, kind: Relation['kind'], to: number): Relation {
  return { from: `claim-${from}`, kind, to: `claim-${to}`, why: 'Invented.' }
}
