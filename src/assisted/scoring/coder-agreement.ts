import { cohenKappa } from '../../statistics/agreement/cohen.ts'
import { krippendorffAlpha } from '../../statistics/agreement/krippendorff.ts'
import type { Interval } from '../../statistics/interval.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'
import { type Code, type CodedKind, decideTheSame } from './code.ts'

/** The codes of a text by coder; coders who did not code it are absent. */
export interface CodesOfText {
  readonly kind: CodedKind
  readonly codes: ReadonlyMap<string, Code>
}

export interface CoderAgreement {
  /** Texts that at least two people coded. */
  readonly texts: number
  /** Share of them on which all coders decide the same; with Wilson's interval over texts. Null without texts. */
  readonly same: { readonly n: number; readonly share: number; readonly ci: Interval } | null
  /** Of whether a gold condition is named, nominal; interval by a bootstrap over texts. */
  readonly alpha: { readonly value: number | null; readonly ci: Interval | null }
  /** Of the same, where exactly two people coded; null otherwise. Interval by the large-sample error. */
  readonly kappa: { readonly value: number | null; readonly ci: Interval | null } | null
  /** Texts that a coder was unsure of. */
  readonly unsure: number
}

const resamples = 2000

/**
 * How far the coders agree, before any adjudication. Alpha and kappa are of the question that the outcome hangs on: is a condition of
 * the list named or none? The names themselves differ from case to case, and pooling them would make chance agreement look smaller
 * than it is; `same` counts them.
 *
 * @param seed of the bootstrap.
 */
export function coderAgreement(texts: readonly CodesOfText[], seed: number): CoderAgreement {
  const shared = texts.filter(({ codes }) => codes.size >= 2)
  const coders = [...new Set(shared.flatMap(({ codes }) => [...codes.keys()]))].sort()
  const matrix = shared.map(({ codes }) =>
    coders.map((coder) => {
      const code = codes.get(coder)
      return code === undefined ? null : named(code)
    }),
  )
  const same = shared.filter(({ kind, codes }) => {
    const [first, ...others] = codes.values()
    return first !== undefined && others.every((one) => decideTheSame(kind, first, one))
  }).length
  const ci = proportionInterval(same, shared.length)
  const alpha = krippendorffAlpha(matrix, 'nominal', { resamples, seed, stream: ['coding'] })
  return {
    texts: shared.length,
    same: ci === null ? null : { n: same, share: same / shared.length, ci },
    alpha: { value: alpha.alpha, ci: alpha.ci },
    kappa: coders.length === 2 ? kappaOf(matrix) : null,
    unsure: texts.filter(({ codes }) => [...codes.values()].some(({ unsure }) => unsure)).length,
  }
}

function kappaOf(matrix: readonly (readonly (number | null)[])[]) {
  const column = (place: number) => matrix.map((row) => row[place] ?? null)
  const { kappa, ci } = cohenKappa(column(0), column(1), 2)
  return { value: kappa, ci }
}

function named({ condition }: Code): 0 | 1 {
  return condition === null ? 0 : 1
}
