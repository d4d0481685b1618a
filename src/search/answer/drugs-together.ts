import type { Passage } from '../corpus/passage.ts'
import type { Candidate } from '../rank/candidate.ts'
import { indexWords, plainWords, stem } from '../text/words.ts'
import { isDrugName } from './support/lexicon/drug-names.ts'

/** Stems by any of which a text speaks of one drug. */
export type NamedDrug = readonly string[]

/**
 * The drugs that a question names, each once.
 *
 * @param meanings other names of what was written, such as the drug behind a brand
 */
export function drugsNamed(
  text: string,
  meanings: readonly { readonly written: string; readonly searched: readonly string[] }[] = [],
): readonly NamedDrug[] {
  const drugs: string[][] = []
  const drugsBehind = new Map<string, ReadonlySet<string>>()
  for (const { written, searched } of meanings) {
    const word = written.toLowerCase()
    drugsBehind.set(
      word,
      new Set([...(drugsBehind.get(word) ?? []), ...searched.flatMap(plainWords).filter(isDrugName)]),
    )
  }
  // A word that comes a thousand times says nothing that it did not say once.
  for (const word of new Set(plainWords(text))) {
    const others = [...(drugsBehind.get(word) ?? [])]
    if (others.length === 0 && !isDrugName(word)) continue
    const names = [word, ...others].map(stem)
    const known = drugs.find((drug) => drug.some((name) => names.includes(name)))
    if (known === undefined) drugs.push(names)
    else known.push(...names.filter((name) => !known.includes(name)))
  }
  return drugs
}

/**
 * The candidates that speak of at least two of the drugs. Whether two drugs go together is said where both are named: sentences on
 * each of them, set side by side, would read as a yes. A drug may be named by a group that a source on it gives as another name of
 * it ("anticoagulant" for apixaban).
 */
export function speakingOfTwo(
  drugs: readonly NamedDrug[],
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const named = drugs.map((drug) => withGroups(drug, candidates))
  return candidates.filter(({ passage }) => {
    const said = new Set(wordsOf(passage))
    return named.filter((drug) => drug.some((name) => said.has(name))).length >= 2
  })
}

/** The drug's names, and the last word of every other name of a source that is about it. */
function withGroups(drug: NamedDrug, candidates: readonly Candidate[]): NamedDrug {
  const groups = candidates
    .filter(
      ({ passage: { focus } }) => focus !== null && indexWords(focus).some((word) => drug.includes(word)),
    )
    .flatMap(({ passage }) => passage.synonyms.flatMap((synonym) => indexWords(synonym).slice(-1)))
  return [...drug, ...groups]
}

function wordsOf({ title, focus, synonyms, headings, text }: Passage): readonly string[] {
  return indexWords([title, focus ?? '', ...synonyms, ...headings, text].join(' '))
}
