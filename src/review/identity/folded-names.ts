import { type FoldedText, foldText } from '../../items/screen/folded-text.ts'

/** Letters of other scripts that look like Latin ones. */
const lookalikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  І: 'I',
  Ѕ: 'S',
  Ј: 'J',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  ԛ: 'q',
  ո: 'n',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Χ: 'X',
  ο: 'o',
  ν: 'v',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '−': '-',
}

/**
 * A text in which a name cannot hide: folded as for the identifier screen, and letters in bold, circled or other dress
 * and lookalikes of other scripts are the plain ones. Words of those scripts are changed too; nobody is shown this text.
 */
export function foldNames(text: string): FoldedText {
  const folded = foldText(text)
  if (!/[^\0-\u007f]/.test(folded.text)) return folded
  let plain = ''
  const places: number[] = []
  let at = 0
  for (const character of folded.text) {
    const form = lookalikes[character] ?? plainForm(character)
    const from = folded.places[at] ?? 0
    for (let unit = 0; unit < form.length; unit++) places.push(from)
    plain += form
    at += character.length
  }
  places.push(text.length)
  return { text: plain, places }
}

/** Only letters and digits change their dress: "½" and "µ" are no part of a name. */
function plainForm(character: string): string {
  const form = character.normalize('NFKC')
  return /^[A-Za-z0-9]$/.test(form) ? form : character
}
