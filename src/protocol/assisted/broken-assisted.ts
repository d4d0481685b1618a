import type { BrokenRule } from '../broken-rule.ts'

/** A broken rule of an assisted-use trial; its code is `PROTOCOL_ASSISTED_` and the kind. */
export function brokenAssisted(
  kind: string,
  path: readonly (string | number)[],
  message: string,
  value: string | number | null,
  expected: string,
): BrokenRule {
  return {
    code: `PROTOCOL_ASSISTED_${kind}`,
    path,
    message,
    value: value === null ? null : String(value),
    expected,
  }
}

/** Entries of a list that stand in it before. */
export function twiceIn(
  ids: readonly string[],
  path: readonly (string | number)[],
  field: readonly string[],
  message: string,
): BrokenRule[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            code: 'PROTOCOL_ID_TWICE',
            path: [...path, index, ...field],
            message,
            value: id,
            expected: 'each once',
          },
        ],
  )
}
