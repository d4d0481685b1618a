import { cleanLine } from '../blocks/clean-line.ts'
import { writtenDate } from '../blocks/dates.ts'
import { SectionWriter } from '../blocks/section-writer.ts'
import type { Limits } from '../limits.ts'
import { type Loaded, loadedDocument, recordProblem } from '../loaded.ts'
import { at, elements, plainText, within, type XmlElement } from '../xml/element.ts'
import { drugNames } from './drug-names.ts'
import { writeSections } from './write-sections.ts'

/** A `document` of HL7's SPL: what a drug is called and the sections of its label, boxed warnings with their table of doses. */
export function loadLabel(label: XmlElement, file: string, limits: Limits): Loaded {
  const place = { file, line: label.line }
  const set = at(label, 'setId')?.attributes.root?.toLowerCase() ?? ''
  if (set === '')
    return {
      kind: 'problem',
      problem: recordProblem(place, 'The label has no set id.', null, 'a setId with its root'),
    }
  const writer = new SectionWriter()
  for (const body of within(label, 'structuredBody')) writeSections(writer, body)
  const names = drugNames(label)
  const written = plainText(at(label, 'title'))
  return loadedDocument(
    {
      id: set,
      source: 'dailymed',
      title: labelTitle(names.brands, names.generics) ?? (written === null ? set : cleanLine(written)),
      focus: names.generics[0] ?? names.brands[0] ?? null,
      synonyms: [...new Set([...names.generics.slice(1), ...names.brands])].filter(
        (name) => name !== (names.generics[0] ?? names.brands[0]),
      ),
      type: 'drug-label',
      question: null,
      date: writtenDate(at(label, 'effectiveTime')?.attributes.value),
      url: `https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=${encodeURIComponent(set)}`,
      doi: null,
      pmid: null,
      licence: null,
      sections: writer.sections(),
    },
    versionOf(label),
    place,
    limits,
  )
}

/** "Brand (generic)": what a label calls its title is a paragraph on what the label leaves out. */
function labelTitle(brands: readonly string[], generics: readonly string[]): string | null {
  const [brand] = brands
  const same = brand !== undefined && generics.some((name) => name.toLowerCase() === brand.toLowerCase())
  if (brand === undefined || generics.length === 0 || same) return generics.join(' and ') || (brand ?? null)
  return `${brand} (${generics.join(' and ')})`
}

function versionOf(label: XmlElement): string | null {
  const version = elements(label, 'versionNumber')[0]?.attributes.value ?? ''
  return /^\d{1,8}$/.test(version) ? version.padStart(8, '0') : null
}
