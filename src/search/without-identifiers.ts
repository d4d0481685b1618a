import type { IdentifierKind } from '../items/screen/identifier-kinds.ts'
import { screenText } from '../items/screen/screen-text.ts'

/** Kinds that tell who somebody is and nothing of what is asked. An age stays: doses go by it. */
const ofPersons: ReadonlySet<IdentifierKind> = new Set<IdentifierKind>([
  'name',
  'mrn',
  'phone',
  'fax',
  'email',
  'ssn',
])

const label =
  /(?:\b(?:born(?: on)?|d\.?o\.?b|date of birth|mrn|nhs(?: number)?|hospital (?:number|no)|patient|named?|called|tel(?:ephone)?|phone|e-?mail|mr|mrs|ms|miss|my name is|i am)\b[\s:,.#()-]*)+$/i

/**
 * A question without what names a person: it would be searched for, and find what shares a name. Commas take its place.
 */
export function withoutIdentifiers(text: string): string {
  let out = ''
  let from = 0
  for (const { kind, rule, start, end } of screenText(text)) {
    if (!ofPersons.has(kind) && !(kind === 'date' && rule !== 'date.aged')) continue
    out += `${text.slice(from, start).replace(label, '')}, `
    from = end
  }
  return from === 0
    ? text
    : (out + text.slice(from)).replace(/^[\s,.:;-]+/, '').replace(/\s*,[\s,:;]*/g, ', ')
}
