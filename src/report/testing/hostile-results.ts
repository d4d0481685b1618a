import { type Results, resultsSchema } from '../../analysis/results-schema.ts'
import { pairwiseResults } from './pairwise-results.ts'

/** Text that tries to leave its place: markup, quotes, spreadsheet formulas, bidirectional overrides, control characters. */
export const hostileText =
  '</style></title><script>alert("x")</script>\'"><img src=https://evil.example/x onerror=alert(1)>\u202eevil\u202c\u0000'

/** The pairwise study with the hostile text wherever people write. */
export function hostileResults(): Results {
  const results = pairwiseResults()
  const swap = <T extends { label: string }>(entry: T, index: number): T => ({
    ...entry,
    label: index === 0 ? hostileText : `=HYPERLINK("https://evil.example","${'Very long label '.repeat(6)}")`,
  })
  return resultsSchema.parse({
    ...results,
    study: { id: hostileText, title: hostileText, question: hostileText, sample: true },
    plan: {
      ...results.plan,
      sentence: hostileText,
      protocolHash: hostileText,
      arms: results.plan.arms.map(swap),
      axes: results.plan.axes.map((axis, index) => ({ ...swap(axis, index), question: hostileText })),
      renderings: results.plan.renderings.map(swap),
      notes: [hostileText],
    },
    data: {
      ...results.data,
      hash: hostileText,
      flow:
        results.data.flow === null ? null : { ...results.data.flow, sources: [{ label: hostileText, n: 1 }] },
      imports: [
        {
          fileName: hostileText,
          sha256: hostileText,
          rowsRead: 1,
          rowsImported: 0,
          skipped: [{ code: hostileText, n: 1 }],
        },
      ],
    },
    deviations: [{ kind: 'data', place: hostileText, description: hostileText }],
    remarks: [hostileText],
    verdicts: results.verdicts.map((verdict) => ({
      ...verdict,
      hypothesis: { ...verdict.hypothesis, id: hostileText },
      headline: hostileText,
      remarks: [hostileText],
    })),
    sections: results.sections.map((section) => ({
      ...section,
      oneAgainstRest: section.oneAgainstRest.map((contrast) => ({
        ...contrast,
        published: contrast.published.map((figure) => ({ ...figure, source: hostileText })),
      })),
      davidson: {
        undefinedBecause: hostileText,
        logNu: null,
        logLikelihood: null,
        position: null,
        positionSe: null,
      },
      strata: section.strata.map((table) => ({
        stratum: hostileText,
        rows: table.rows.map((row) => ({ ...row, level: hostileText })),
      })),
    })),
  })
}
