import { z } from 'zod'

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const

const reportSchema = z.looseObject({
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({ severity: z.enum(severities), isDirect: z.boolean().optional() }),
  ),
  metadata: z.looseObject({ dependencies: z.looseObject({ total: z.int() }) }),
})

export type AuditOutcome =
  /** The registry did not answer, so nothing is known. */
  | { readonly state: 'not-checked'; readonly why: string }
  | {
      readonly state: 'checked'
      readonly packages: number
      readonly vulnerable: readonly {
        readonly name: string
        readonly severity: (typeof severities)[number]
      }[]
    }

/** Reads what `npm audit --json` wrote. Whatever is no report is no clean bill either. */
export function readAudit(text: string): AuditOutcome {
  const written = plainJson(text)
  const report = reportSchema.safeParse(written)
  if (!report.success) {
    const message = z.looseObject({ message: z.string() }).safeParse(written)
    return {
      state: 'not-checked',
      why: message.success ? message.data.message : 'npm audit did not write a report',
    }
  }
  const { vulnerabilities, metadata } = report.data
  return {
    state: 'checked',
    packages: metadata.dependencies.total,
    vulnerable: Object.entries(vulnerabilities)
      .map(([name, { severity }]) => ({ name, severity }))
      .toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity)),
  }
}

function plainJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
