import { stem } from '../text/words.ts'
import { Phrases } from './phrases.ts'

/** Groups for whom an answer may differ. */
export const populations = [
  'pregnancy',
  'breastfeeding',
  'child',
  'older-adult',
  'renal-impairment',
  'liver-impairment',
] as const
export type Population = (typeof populations)[number]

const cues: Readonly<Record<Population, string>> = {
  pregnancy:
    'pregnant,pregnancy,trimester,prenatal,antenatal,expecting a baby,trying to conceive,gestation,weeks along,unborn,fetus',
  breastfeeding:
    'breastfeeding,breast feeding,breastfed,breast fed,nursing mother,nursing my baby,lactating,lactation,breast milk',
  child:
    'child,children,kid,kids,baby,infant,newborn,toddler,preschooler,pediatric,paediatric,teen,teenager,adolescent,month old,months old,my son,my daughter,neonate',
  'older-adult':
    'elderly,older adult,older adults,older people,older person,geriatric,senior,seniors,grandmother,grandfather,grandma,grandpa',
  'renal-impairment':
    'kidney disease,kidney failure,renal failure,renal impairment,renal insufficiency,kidney problems,kidney function,dialysis,ckd,esrd,low egfr,creatinine clearance,bad kidneys,weak kidneys',
  'liver-impairment':
    'liver disease,liver failure,hepatic impairment,hepatic insufficiency,cirrhosis,liver problems,bad liver,child pugh',
}

const phrases = new Phrases<Population>(
  populations.flatMap((population) =>
    cues[population].split(',').map((cue) => [cue.split(' ').map(stem), population] as const),
  ),
)

/** From so many years on a person in a question is an older adult; below the other a child. */
const olderFrom = 65
const childBelow = 18

/**
 * The groups that a question names, in the order of `populations`. Stated ages count: `72 year old`, `age 4`, `my 8 yo`.
 *
 * @param words plain words of the question
 */
export function populationsIn(words: readonly string[]): Population[] {
  const stems = words.map(stem)
  const found = new Set(phrases.find(stems).map(({ value }) => value))
  // A daughter of forty is not a child; the age that stands there decides.
  const ages = agesIn(words)
  if (ages.some((age) => age >= olderFrom)) found.add('older-adult')
  if (ages.some((age) => age < childBelow)) found.add('child')
  else if (ages.length > 0 && !stems.some((word) => surelyChild.has(word))) found.delete('child')
  return populations.filter((population) => found.has(population))
}

const surelyChild = new Set(
  ['infant', 'newborn', 'toddler', 'neonate', 'baby', 'pediatric', 'paediatric'].map(stem),
)
const yearWords = new Set(['year', 'years', 'yr', 'yrs', 'yo'])

function agesIn(words: readonly string[]): number[] {
  const ages: number[] = []
  for (const [index, word] of words.entries()) {
    const joined = /^(\d{1,3})(?:yo|yr|yrs|y)$/.exec(word)
    const age = Number(joined?.[1] ?? word)
    if (!/^\d/.test(word) || !(age <= 120) || !Number.isInteger(age)) continue
    const [before, after, next] = [words[index - 1] ?? '', words[index + 1] ?? '', words[index + 2] ?? '']
    const stated =
      joined !== null ||
      after === 'yo' ||
      (yearWords.has(after) && next === 'old') ||
      (after === 'y' && next === 'o') ||
      before === 'age' ||
      before === 'aged'
    if (stated) ages.push(age)
  }
  return ages
}
