import { combinedKinds } from './combinations.ts'
import { measuredSigns } from './measured-signs.ts'
import { flagText, type RedFlag, type RedFlagRule } from './red-flag.ts'
import { body } from './rules-body.ts'
import { heartAndBrain } from './rules-heart-and-brain.ts'
import { layWords } from './rules-lay-words.ts'
import { mindAndPoison } from './rules-mind-and-poison.ts'

const rules = [...mindAndPoison, ...heartAndBrain, ...body]
const seen = new Map(layWords.map(({ kind, signs }) => [kind, signs]))

/** Grave signs that fit none of the kinds: violence against somebody. */
const other: RedFlagRule = {
  kind: 'other',
  signs: [
    /\b(?:i|she|he|we|they|daughter|son|friend|wife|girlfriend|mother|mum|mom)\b.{0,15}\b(?:was|were|got|been|being) (?:raped|sexually assaulted|stabbed|shot|beaten up)\b/,
    /\b(?:partner|husband|wife|boyfriend|girlfriend|ex|father|dad|stepdad|he|she|they)\b.{0,15}\b(?:hits?|hitting|beats?|beating|punch(?:es|ed)|chok(?:es|ed|ing)|strangl(?:es|ed|ing)) me\b(?! up)/,
  ],
  suspects: [],
  topics: [],
}

/** A person in the words of the family, of the ward, or of a case. */
const somebody =
  /\b(?:i|im|ive|me|my|we|our|he|hes|she|shes|his|her|him|husband|wife|mum|mom|mother|dad|father|son|daughter|baby|child|kid|kids|toddler|grandma|grandpa|grandmother|grandfather|friend|partner|patient|neighbour|neighbor|teenage|boy|girl|newborn)\b|\b\d{1,3} ?(?:[mf]|yo|y\/o|yr|year|years|week|month)s?\b/
const present =
  /\b(?:right now|now|just|sudden(?:ly)?|tonight|today|this morning|last night|since|ago|minutes|hours?|acute|again|help|what (?:do|should) i|first)\b/
/** Asked of people in general, however the sentence goes on. */
const general =
  /^(?:how to|what (?:is|are|causes?|should (?:bystanders|doctors|clinicians))|which|how (?:is|are|do|does|soon|long should|common)|when (?:to|should|is)|why (?:is|are|do|does) (?!my|i|he|she|his|her)|is there|does|do|can (?:stress|caffeine|\w+ (?:cause|prevent))|symptoms|treatment|management|differential|definition|evaluation|guideline|first-line|second-line|ct criteria|mri|ultrasound|fluid regimen)\b/
/** Long past, in the family, to be prevented, or a figure of speech. */
const elsewhere =
  /\b(?:(?:years?|months?) ago|family history|history of|hereditary|died of|prevent(?:s|ed|ion|ing)?|(?:get|need|before|meningitis|booster) (?:the )?(?:\w+ )?vaccin\w+|survivors?|support groups?|years later|recover\w*|link between|risk of (?:having )?(?:a )?(?:stroke|heart)|in (?:19|20)\d\d|(?:baby|child)[- ]?proof\w*|protects?|prevalence|incidence|difference between|gene therapy|volume definition|is that a thing|for dogs|with cats|healthy volunteers|half-life|get stored|die for|dying to|for years)\b/
/** Said not to be there. */
const denied =
  /\b(?:no|not|without|dont have|do not have|doesnt have|does not have|denies|never had)(?: any| a)? (?:chest pains?|breathlessness|shortness of breath|headaches?|suicidal thoughts)\b/g

/**
 * Red flags of a question, the most pressing first; empty for most.
 *
 * It errs towards the line: one sentence too many costs a moment, one too few may cost a life. A question in general about such
 * a danger is flagged as a topic: people ask "signs of a stroke" beside somebody who has one.
 */
export function redFlags(question: string): readonly RedFlag[] {
  const text = flagText(question).replace(denied, ' ')
  const isGeneral = general.test(text)
  const past = elsewhere.test(text)
  const person = somebody.test(text) || present.test(text)
  const combined = combinedKinds(text)
  const measured = measuredSigns(text)
  const found: RedFlag[] = []
  for (const { kind, signs, suspects, topics } of [...rules, other]) {
    const sign =
      measured.has(kind) || [...signs, ...(seen.get(kind) ?? [])].some((pattern) => pattern.test(text))
    const together = combined.has(kind)
    const suspect = suspects.some((pattern) => pattern.test(text))
    if (
      !past &&
      ((sign && !isGeneral) ||
        (sign && kind === 'self-harm') ||
        ((together || (suspect && person)) && !isGeneral))
    ) {
      found.push({ kind, level: 'now' })
    } else if (
      kind !== 'other' &&
      (!past || kind === 'self-harm') &&
      (sign || together || suspect || topics.some((pattern) => pattern.test(text)))
    ) {
      found.push({ kind, level: 'topic' })
    }
  }
  return found.sort((left, right) => Number(left.level === 'topic') - Number(right.level === 'topic'))
}
