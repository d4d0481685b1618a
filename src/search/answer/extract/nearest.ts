import type { Passage } from '../../corpus/passage.ts'
import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { indexWords } from '../../text/words.ts'
import { isTitled, names, type Subject } from './subject.ts'
import { aboutWords } from './unit-worth.ts'

/** Passages that may help where nothing answers: those about the subject, else those that name it, else as they were found. */
export function nearestTo(
  subject: Subject,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
): readonly Passage[] {
  const passages = candidates.map(({ passage }) => passage)
  const about = passages.filter((passage) => isTitled(subject, aboutWords(passage), statistics))
  if (about.length > 0) return about
  const naming = passages.filter((passage) =>
    names(subject, new Set([...aboutWords(passage), ...indexWords(passage.text)]), statistics),
  )
  return naming.length > 0 ? naming : passages
}
