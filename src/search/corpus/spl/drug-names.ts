import { cleanLine } from '../blocks/clean-line.ts'
import { at, elements, plainText, within, type XmlElement } from '../xml/element.ts'

export interface DrugNames {
  readonly brands: readonly string[]
  readonly generics: readonly string[]
}

/** The names of the products of a label, each once, in the order of the label. */
export function drugNames(label: XmlElement): DrugNames {
  const brands = new Map<string, string>()
  const generics = new Map<string, string>()
  // A product is written in two elements of one name, one within the other.
  const products = within(label, 'manufacturedProduct').flatMap((outer) => [
    outer,
    ...elements(outer, 'manufacturedProduct'),
    ...elements(outer, 'manufacturedMedicine'),
  ])
  for (const product of products) {
    add(brands, at(product, 'name'))
    for (const generic of elements(product, 'asEntityWithGeneric'))
      add(generics, at(generic, 'genericMedicine', 'name'))
  }
  return { brands: [...brands.values()], generics: [...generics.values()] }
}

/** Labels write one name in capitals here and in small letters there. */
function add(names: Map<string, string>, element: XmlElement | null): void {
  const written = plainText(element)
  if (written === null) return
  const name = cleanLine(written)
  if (name !== '' && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
}
