import { type AnswerSignals, answerSignals } from './answer-signals.ts'
import type { Confidence } from './confidence.ts'

/**
 * Weights by judgment, not by fit: what the passage is about counts most, what all of the list shares counts least. The three
 * last, of the extraction, were picked with the judged questions in view; `docs/reference/abstention.md` tells how.
 */
const weights: Readonly<Record<Exclude<keyof AnswerSignals, 'onFocus'>, number>> = {
  coverage: 0.5,
  windowCoverage: 1,
  titleCoverage: 1,
  titlePrecision: 1.5,
  rarest: 0.5,
  focus: 1,
  inCorpus: 0.5,
  retrieval: 1,
  type: 1.5,
  agreement: 0.5,
  fullness: 0.5,
  bestUnit: 3,
  called: 1,
  section: 1,
}

const names = Object.keys(weights) as readonly (keyof typeof weights)[]
const total = names.reduce((sum, name) => sum + weights[name], 0)

/**
 * The weighted mean of the signals: needs no labels, and is no probability. It counts by the square of what the passage has of the
 * focus: the right words about another disease are no answer, and half a name is another disease as a rule.
 */
export const priorConfidence: Confidence = {
  id: 'prior-3',
  score(question, candidates, statistics) {
    const signals = answerSignals(question, candidates, statistics)
    if (signals === null) return 0
    const mean = names.reduce((sum, name) => sum + weights[name] * signals[name], 0) / total
    return mean * signals.onFocus * signals.onFocus
  },
}

/**
 * Below it a question is declined, where nothing else is set. Of judged first answers on letters of lay people (MEDIQA-2019,
 * LiveQA) 59 of 100 are given then, and 77 of 100 of those are correct, against 61 when all are given; short questions about
 * diseases that the corpus has are nearly all answered. `docs/reference/abstention.md` has the curves.
 */
export const priorThreshold = 0.4
