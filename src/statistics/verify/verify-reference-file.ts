import { compareWithReference, type Mismatch } from './compare.ts'
import { referenceAdapters } from './reference-adapters.ts'
import type { ReferenceCase, ReferenceFile } from './reference-schema.ts'

export interface CaseOutcome {
  readonly name: string
  /** Empty when the case passes. */
  readonly mismatches: readonly Mismatch[]
  /** Why the case could not be computed; null when it was. */
  readonly failure: string | null
}

/** Runs every case of a file; null when the method is not one of ours. */
export function verifyReferenceFile(file: ReferenceFile): CaseOutcome[] | null {
  if (!Object.hasOwn(referenceAdapters, file.method)) return null
  return file.cases.map((reference) => verifyCase(file.method, reference))
}

function verifyCase(method: string, reference: ReferenceCase): CaseOutcome {
  try {
    const actual = referenceAdapters[method]?.(reference.input)
    const mismatches = compareWithReference(actual, reference.expected, reference.tolerance)
    return { name: reference.name, mismatches, failure: null }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    return { name: reference.name, mismatches: [], failure }
  }
}
