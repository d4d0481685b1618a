import { z } from 'zod'
import type { JudgedAnswer } from '../preferences/preference.ts'

/** Whether texts under a licence may be used to train a model that is handed on. */
export const trainingUseSchema = z.enum(['allowed', 'restricted'])

const entry = z.strictObject({
  /** Name of the licence or of the terms, as an SPDX identifier where there is one. */
  licence: z.string().min(1),
  /** Default: what the name says; see `trainingUseOf`. */
  training: trainingUseSchema.optional(),
})

/** What is known of the licences of texts: by arm that wrote an answer, and by source that an answer cites. */
export const licenceTableSchema = z.strictObject({
  arms: z.record(z.string().min(1), entry).default({}),
  /** A name that ends with `*` stands for every source that begins so; the longest such name counts. */
  sources: z.record(z.string().min(1), entry).default({}),
})

export type TrainingUse = z.infer<typeof trainingUseSchema>
export type LicenceTable = Readonly<z.infer<typeof licenceTableSchema>>

/** A licence with what it allows. */
export interface Licence {
  readonly name: string
  readonly training: TrainingUse
}

export const noLicences: LicenceTable = { arms: {}, sources: {} }

/** The name of a licence that nobody named. It is allowed, and counted under this name. */
export const unknownLicence = 'unknown'

/**
 * What the name of a licence says of training: restricted where it forbids commercial use or changed versions (NC, ND), or
 * says that it is proprietary, reserved or for research only; else allowed. A table may say otherwise.
 */
export function trainingUseOf(name: string): TrainingUse {
  const restricted =
    /(^|[^A-Za-z])(NC|ND)([^A-Za-z]|$)|proprietary|all rights reserved|non-?commercial|no-?deriv|research[ -]only|confidential|licenseref-restricted/i
  return restricted.test(name) ? 'restricted' : 'allowed'
}

/**
 * The licences that an answer's text stands under: of the arm that wrote it, and of every source it cites that the table
 * names. Sorted by name, each once. An answer of which the table says nothing at all has the licence "unknown".
 */
export function licencesOf(answer: JudgedAnswer, table: LicenceTable): readonly Licence[] {
  const found = [
    own(table.arms, answer.arm),
    ...answer.sources.map((source) => own(table.sources, source) ?? byBeginning(table.sources, source)),
  ].filter((licence) => licence !== null)
  if (found.length === 0) return [{ name: unknownLicence, training: 'allowed' }]
  const byName = new Map<string, Licence>()
  for (const { licence: name, training = trainingUseOf(name) } of found) {
    const before = byName.get(name)
    // Where two entries of a name differ, the stricter one holds.
    if (before?.training !== 'restricted') byName.set(name, { name, training })
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

type Entry = LicenceTable['arms'][string]

function own(entries: LicenceTable['arms'], name: string): Entry | null {
  return Object.hasOwn(entries, name) ? (entries[name] ?? null) : null
}

function byBeginning(entries: LicenceTable['sources'], source: string): Entry | null {
  const fitting = Object.keys(entries)
    .filter((name) => name.endsWith('*') && source.startsWith(name.slice(0, -1)))
    .sort((a, b) => b.length - a.length)
  return fitting[0] === undefined ? null : own(entries, fitting[0])
}
