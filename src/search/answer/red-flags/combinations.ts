import { type Concept, concepts } from './concepts.ts'
import type { RedFlagKind } from './red-flag.ts'

/** Ideas that mean danger when they stand near one another, in any order. */
const combinations: readonly (readonly [RedFlagKind, ...Concept[]])[] = [
  ['chest-pain', 'chest', 'pain'],
  ['chest-pain', 'arm', 'pain', 'shocked'],
  ['chest-pain', 'indigestion', 'shocked', 'elderAge'],
  ['chest-pain', 'lysis', 'thisCase'],
  ['poisoning', 'tookIn', 'medicine', 'tooMuch'],
  ['poisoning', 'tookIn', 'medicine', 'mistaken'],
  ['poisoning', 'tookIn', 'medicine', 'little', 'ill'],
  ['poisoning', 'tookIn', 'poison'],
  ['poisoning', 'little', 'tookIn', 'medicine', 'mistaken'],
  ['poisoning', 'fumes', 'ill'],
  ['poisoning', 'fumes', 'gone'],
  ['poisoning', 'little', 'tookIn', 'medicine', 'tooMuch'],
  ['self-harm', 'method', 'intent'],
  ['self-harm', 'despair'],
  ['anaphylaxis', 'allergen', 'reaction', 'failing'],
  ['chest-pain', 'heartRace', 'shocked'],
  ['stroke', 'sudden', 'neurological'],
  ['stroke', 'palsyOfFace', 'neurological'],
  ['pregnancy', 'pregnant', 'bleeds'],
  ['pregnancy', 'pregnant', 'eclamptic'],
  ['pregnancy', 'earlyWeeks', 'labour'],
  ['pregnancy', 'pregnant', 'bellyPain'],
  ['pregnancy', 'pregnant', 'noMovement'],
  ['sepsis-meningitis', 'fever', 'meningeal'],
  ['sepsis-meningitis', 'fever', 'confusion'],
  ['sepsis-meningitis', 'spots', 'staying', 'little'],
  ['sepsis-meningitis', 'spots', 'staying', 'fever'],
  ['sepsis-meningitis', 'infection', 'spreadingInfection'],
  ['sepsis-meningitis', 'infection', 'confusion'],
  ['sepsis-meningitis', 'weakDefence', 'fever'],
  ['breathing', 'noAir'],
  ['breathing', 'inhaler', 'noHelp'],
  ['seizure', 'convulsing', 'fallenIll'],
  ['head-injury', 'headKnock', 'brainHurt', 'knocked'],
  ['head-injury', 'headKnock', 'brainHurt', 'head'],
  ['head-injury', 'thinner', 'knocked', 'head'],
  ['bleeding', 'wound', 'pouring'],
  ['bleeding', 'gutBlood'],
  ['torsion', 'testicle', 'pain'],
  ['cauda-equina', 'back', 'saddle'],
  ['dka', 'diabetes', 'derailed'],
  ['swallowed', 'wentIn', 'objectTaken'],
  ['choking', 'foodInWay', 'blocked', 'little'],
  ['unconscious', 'gone', 'goneNow'],
  ['vision', 'eye', 'eyeLost'],
  ['other', 'urgentPlace', 'grave'],
  ['other', 'urgentPlace', 'pain'],
  ['other', 'urgentPlace', 'severe'],
  ['other', 'severe', 'pain', 'grave'],
  ['other', 'sudden', 'severe', 'pain'],
  ['other', 'sudden', 'grave'],
  ['other', 'injury'],
  ['vision', 'eye', 'poison', 'tookIn'],
]

/** Letters between the first and the last of the ideas: about one or two sentences. */
const span = 110

/** Kinds of danger whose ideas stand together somewhere in a text as `flagText` gives it. */
export function combinedKinds(text: string): ReadonlySet<RedFlagKind> {
  const places = new Map<Concept, readonly number[]>()
  const placesOf = (concept: Concept) => {
    let found = places.get(concept)
    if (found === undefined) {
      found = [...text.matchAll(concepts[concept])].map(({ index }) => index)
      places.set(concept, found)
    }
    return found
  }
  const kinds = new Set<RedFlagKind>()
  for (const [kind, first, ...others] of combinations) {
    if (kinds.has(kind) || first === undefined) continue
    const together = placesOf(first).some((at) =>
      others.every((other) => placesOf(other).some((place) => Math.abs(place - at) <= span)),
    )
    if (together) kinds.add(kind)
  }
  return kinds
}
