const name = String.raw`\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2}`
const date = String.raw`(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4})`

/** How people bring in who is meant. An age is not among them: doses go by it. */
const persons = [
  String.raw`\b(?:Mr|Mrs|Ms|Miss|Mister|Mx)\b\.?\s+${name}`,
  String.raw`\b(?:[Mm]y name is|[Pp]atient(?:['’]s)? name(?: is|:)?)\s+${name}`,
  String.raw`\b(?:born(?:\s+on)?|[Dd]\.?[Oo]\.?[Bb]\.?|[Dd]ate of birth)[\s:]*${date}`,
  String.raw`\b(?:MRN|mrn|NHS(?:\s+(?:no|number))?|[Hh]ospital (?:no|number)|[Mm]edical record(?: number)?)[\s.:#]*\d[\d\s-]{3,}\d`,
]
const anyPerson = new RegExp(`(?:${persons.join('|')})`, 'gu')

/**
 * A question without what brings in a person by name, day of birth or number: it would find sources that share a name ("John",
 * St John's wort). This serves the search; what may leave the machine is decided by the screen of identifiers.
 */
export function withoutPersons(text: string): string {
  const out = text.replace(anyPerson, ', ')
  if (out === text) return text
  const tidy = out.replace(/\s*,(?:\s*[,:;])*\s*/g, ', ').replace(/^[\s,.:;-]+/, '')
  return tidy.trim() === '' ? text : tidy
}
