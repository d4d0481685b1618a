import { answerKey } from './eligible.ts'
import type { GradedAnswer } from './graded-answers.ts'

/** Features of answers by `answerKey`; every list has the same length. */
export type FeatureTable = ReadonlyMap<string, readonly number[]>

/**
 * Lines of LETOR and SVMlight: `grade qid:1 1:0.31 2:0 # question answer`. Questions are numbered from 1 in the order of
 * the examples, features from 1 in their own; the comment names both by their SHA-256. Numbers are the shortest that read
 * back as the same double.
 *
 * @param examples Answers of one question stand together, as `gradedAnswers` gives them.
 * @throws RangeError for an answer without features, a list of another length, or a number that is not finite.
 * @source svmlight.joachims.org; Qin and others 2010, LETOR
 */
export function letorLines(examples: readonly GradedAnswer[], features: FeatureTable): string[] {
  const numbers = new Map<string, number>()
  const width = features.values().next().value?.length ?? 0
  return examples.map(({ questionSha256, answer, grade }) => {
    const number = numbers.get(questionSha256) ?? numbers.size + 1
    numbers.set(questionSha256, number)
    const own = features.get(answerKey(questionSha256, answer.sha256))
    if (own === undefined) throw new RangeError(`no features of answer ${answer.sha256}`)
    if (own.length !== width || !own.every(Number.isFinite))
      throw new RangeError(
        `features of answer ${answer.sha256} must be ${width} finite numbers, not ${own.join()}`,
      )
    const columns = own.map((value, place) => `${place + 1}:${value}`)
    return [grade, `qid:${number}`, ...columns, '#', questionSha256, answer.sha256].join(' ')
  })
}
