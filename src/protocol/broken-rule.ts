/** A rule broken between fields, with the path of the field to mend. */
export interface BrokenRule {
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly value: string | null
  readonly expected: string
}

export function unknownReference(
  path: readonly (string | number)[],
  kind: string,
  value: string,
  known: readonly string[],
): BrokenRule {
  return {
    code: `PROTOCOL_UNKNOWN_${kind.toUpperCase()}`,
    path,
    message: `The protocol has no such ${kind}.`,
    value,
    expected: known.join(', '),
  }
}
