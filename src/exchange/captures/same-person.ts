/** A person does not become another by writing the name in capitals. */
export function samePerson(name: string, other: string | null | undefined): boolean {
  const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  return other !== null && other !== undefined && folded(name) === folded(other)
}
