import { z } from 'zod'
import type { BrokenRule } from './broken-rule.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** The items that a hypothesis speaks of, where it is not all of them. */
export const hypothesisStratum = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'A stratum of the protocol, for example task.' }),
    level: z.string().min(1).meta({ description: 'What the items say there, for example diagnosis.' }),
    questions: z.int().min(1).max(100_000).optional().meta({
      description:
        'Planned questions of this level, for `equipoise power`. Needed where reviewPlan is given.',
    }),
  })
  .meta({
    description:
      'The hypothesis is tested on the items of this level alone, and a parity verdict needs the known-worse arm to lose there. Default: all items.',
  })

/** The same with its defaults filled in. */
export interface PlannedStratum {
  readonly name: string
  readonly level: string
  /** Null where no size is planned. */
  readonly questions: number | null
}

export function fillStratum(stratum: z.infer<typeof hypothesisStratum> | undefined): PlannedStratum | null {
  return stratum === undefined ? null : { ...stratum, questions: stratum.questions ?? null }
}

/** The stratum is one of the protocol's, and its planned size is known and fits. */
export function stratumRules(document: ProtocolDocument): BrokenRule[] {
  const strata = document.strata ?? []
  const planned = document.reviewPlan?.questions
  return document.hypotheses.flatMap(({ stratum }, index): BrokenRule[] => {
    if (stratum === undefined) return []
    const path = ['hypotheses', index, 'stratum']
    if (!strata.includes(stratum.name)) {
      return [
        {
          code: 'PROTOCOL_UNKNOWN_STRATUM',
          path: [...path, 'name'],
          message: 'The protocol has no such stratum.',
          value: stratum.name,
          expected: strata.join(', ') || 'a name that stands in strata',
        },
      ]
    }
    if (planned === undefined || (stratum.questions ?? planned + 1) <= planned) return []
    return [
      {
        code: 'PROTOCOL_STRATUM_SIZE',
        path: [...path, 'questions'],
        message: 'A planned review needs the number of questions of the stratum.',
        value: stratum.questions === undefined ? null : String(stratum.questions),
        expected: `1 to ${planned}, the questions of reviewPlan`,
      },
    ]
  })
}
