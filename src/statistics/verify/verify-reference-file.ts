import { compareWithReference, type Mismatch } from './compare.ts'
import { referenceAdapters } from './reference-adapters.ts'
import { type ReferenceFile, referenceCaseSchema } from './reference-schema.ts'

export interface CaseOutcome {
  readonly name: string
  readonly passed: boolean
  /** Where the result differs from what is expected; empty when the case passes or could not be computed. */
  readonly mismatches: readonly Mismatch[]
  /** Why the case could not be computed; null when it was. */
  readonly failure: string | null
}

/** Runs every case of a file. Each case of a method that is not one of ours fails. */
export function verifyReferenceFile(file: ReferenceFile): CaseOutcome[] {
  return file.cases.map((written, place) => verifyCase(file.method, written, `case ${place + 1}`))
}

function verifyCase(method: string, written: unknown, place: string): CaseOutcome {
  const parsed = referenceCaseSchema.safeParse(written)
  if (!parsed.success) return failed(nameOf(written) ?? place, parsed.error.message)
  const { name, input, expected, tolerance } = parsed.data
  // A method such as `toString` must not be found in the object's prototype.
  const adapter = Object.hasOwn(referenceAdapters, method) ? referenceAdapters[method] : undefined
  if (adapter === undefined) return failed(name, `there is no method ${JSON.stringify(method)}`)
  try {
    const mismatches = compareWithReference(adapter(input), expected, tolerance)
    return { name, passed: mismatches.length === 0, mismatches, failure: null }
  } catch (error) {
    return failed(name, error instanceof Error ? error.message : String(error))
  }
}

function failed(name: string, failure: string): CaseOutcome {
  return { name, passed: false, mismatches: [], failure }
}

function nameOf(written: unknown): string | null {
  if (typeof written !== 'object' || written === null || !('name' in written)) return null
  return typeof written.name === 'string' ? written.name : null
}
