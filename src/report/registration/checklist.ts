import type { Checklist, RegistrationAbout } from './registration-schema.ts'

/** An item: its number, topic, what it asks for, and what the protocol answers; null where authors must write. */
export type ChecklistRow = readonly [item: string, topic: string, asks: string, answer: string | null]

const note =
  'Items are in words of this software, not of the guideline: read the guideline beside it. Answers come from the protocol and say what is planned; results are to be written by the authors.'

export function checklist(
  name: string,
  source: string,
  rows: readonly ChecklistRow[],
  about: RegistrationAbout,
): Checklist {
  const items = rows.map(([item, topic, asks, answer]) => ({ item, topic, asks, answer }))
  const open = items.filter(({ answer }) => answer === null).length
  return { checklistVersion: 1, ...about, name, source, note, items, answered: items.length - open, open }
}
