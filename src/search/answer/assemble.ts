import type { Passage } from '../corpus/passage.ts'
import type { AnswerSentence, AnswerSource, ClinicalAnswer, DeclineReason, SetAsideReason } from './answer.ts'
import { checkReference } from './citations/check-reference.ts'
import type { RetractionList } from './citations/retraction-list.ts'
import { cleanPassage } from './injection/clean-passage.ts'
import { intendedUse } from './intended-use.ts'
import { redFlags } from './red-flags/detect.ts'
import { emergencyLine } from './red-flags/emergency-line.ts'

export interface AnswerParts {
  readonly question: string
  readonly confidence: ClinicalAnswer['confidence']
  readonly rounds: number
  /** Passages that were found, best first. */
  readonly passages: readonly Passage[]
  /** What is named where it is declined, nearest first. */
  readonly nearest: readonly Passage[]
  readonly retractions: RetractionList | null
}

const mostNearest = 3

const whySetAside: Readonly<Record<SetAsideReason, string>> = {
  'says nothing': 'The model gives no answer from the sources.',
  'sentence not supported':
    'What the model wrote is not shown: a sentence of it is not supported by the sources.',
  'passage left out': 'What the model wrote is not shown: it leaves out a source that the answer rests on.',
}

/**
 * An answer of these sentences, its sources numbered in the order of their first use.
 *
 * @param setAside Why the reply of a model is not shown; null where there is none, or it is shown.
 */
export function answered(
  parts: AnswerParts,
  way: ClinicalAnswer['way'],
  sentences: readonly AnswerSentence[],
  setAside: SetAsideReason | null = null,
): ClinicalAnswer {
  const byId = new Map(parts.passages.map((passage) => [passage.id, passage]))
  const used = [...new Set(sentences.flatMap(({ citations }) => citations))]
  return {
    ...common(parts),
    status: 'answered',
    decline: null,
    way,
    setAside:
      setAside === null
        ? null
        : {
            reason: setAside,
            words: `${whySetAside[setAside]} The sources are quoted instead.`,
          },
    sentences,
    citations: used.map((id) => sourceOf(byId.get(id)!, parts.retractions)),
    nearest: [],
  }
}

const words: Readonly<Record<DeclineReason, string>> = {
  'nothing found': 'No source here answers this: nothing was found.',
  'words unknown': 'No source here answers this: what it asks about occurs in none of them.',
  'not together': 'No source here speaks of these drugs together. What each does alone does not answer this.',
  'not sure': 'No source here clearly answers this.',
}

/** Names the words, so that it can be seen whether one was only misspelt. */
function unknownIn(unknown: readonly string[]): string {
  const named = unknown.map((word) => `“${word}”`).join(', ')
  return `No source here answers this: none of them has the ${unknown.length === 1 ? 'word' : 'words'} ${named}.`
}

/** @param unknown Words of the question that no source has; empty where that is not why. */
export function declined(
  parts: AnswerParts,
  way: ClinicalAnswer['way'],
  reason: DeclineReason,
  unknown: readonly string[],
): ClinicalAnswer {
  return {
    ...common(parts),
    status: 'declined',
    decline: { reason, words: unknown.length > 0 ? unknownIn(unknown) : words[reason] },
    way,
    setAside: null,
    sentences: [],
    citations: [],
    nearest: parts.nearest.slice(0, mostNearest).map((passage) => sourceOf(passage, parts.retractions)),
  }
}

function common({ question, confidence, rounds }: AnswerParts) {
  return { question, confidence, rounds, emergency: emergencyOf(question), intendedUse }
}

/** What is said before anything is looked for; null where the question has no red flag. */
export function emergencyOf(question: string): ClinicalAnswer['emergency'] {
  const flags = redFlags(question)
  const line = emergencyLine(flags)
  if (line === null || flags[0] === undefined) return null
  return { level: flags[0].level, kinds: flags.map(({ kind }) => kind), line }
}

function sourceOf(passage: Passage, retractions: RetractionList | null): AnswerSource {
  const { id, document, title, headings, date, url } = passage
  return {
    passage: id,
    document,
    title,
    headings,
    date,
    url,
    check: checkReference(passage, 'in the corpus', retractions),
    suspicion: cleanPassage(passage.text).suspicions[0] ?? null,
  }
}
