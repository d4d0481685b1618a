import { z } from 'zod'
import type { Arm, ArmReply } from './arm.ts'
import { readJsonLines } from './json-lines.ts'
import { createPassageIndex, type PassageIndex } from './passage-index.ts'
import type { PromptParts } from './prompt.ts'
import { localFailure, localReply } from './reply.ts'

/** One line of a file of passages. */
export const passageSchema = z.strictObject({
  id: z.string().min(1),
  text: z.string().min(1),
  title: z.string().nullable().optional(),
  url: z.string().nullable().optional(),
})

export type Passage = z.infer<typeof passageSchema>

/**
 * A plain comparator: the passages that match a question best, word for word, best one first. Of a
 * multiple-choice question it takes the option whose words, added to the question, match best.
 *
 * @param corpus Passages for all questions; null: each item brings its own.
 * @param passages How many passages make an answer.
 */
export function createBaselineArm(id: string, corpus: readonly Passage[] | null, passages: number): Arm {
  const shared = corpus === null ? null : createPassageIndex(corpus.map((passage) => passage.text))
  return {
    id,
    abilities: {
      callable: true,
      cites: true,
      searches: false,
      mayRefuse: false,
      paid: false,
      leavesMachine: false,
    },
    async answer({ item }) {
      const own = ownPassages(item)
      const index = shared ?? createPassageIndex(own.map((passage) => passage.text))
      return bestPassage(item, corpus ?? own, index, passages)
    },
    worstCase: () => ({ inputTokens: 0, outputTokens: 0, searches: 0 }),
  }
}

/** @throws ProblemError with every bad line. */
export function readPassages(text: string, file: string): Passage[] {
  return readJsonLines(text, file, passageSchema).map(({ row }) => row)
}

function ownPassages(item: PromptParts): Passage[] {
  return (item.context ?? []).map((text, index) => ({ id: String(index + 1), text }))
}

function bestPassage(
  item: PromptParts,
  corpus: readonly Passage[],
  index: PassageIndex,
  passages: number,
): ArmReply {
  if (item.text === null) return localFailure('rejected', 'The item has no text to ask.')
  const question = item.text
  const option = bestOption(question, item.options ?? [], index)
  const found = index
    .best(option === null ? question : `${question} ${option.text}`, passages)
    .flatMap((position) => corpus[position] ?? [])
  if (found.length === 0) return localFailure('empty', 'No passage shares a word with the question.')
  const words = found.map((passage) => passage.text).join('\n\n')
  return localReply(
    {
      status: 'answered',
      text: option === null ? words : `Answer: ${option.label}\n\n${words}`,
      citations: found.map(({ title = null, url = null, text }) => ({ url, title, quote: text })),
      modelSnapshot: 'best-passage 1',
    },
    0,
  )
}

/** The first of the best ones, so that the same question always gets the same answer. */
function bestOption<Option extends { readonly text: string }>(
  question: string,
  options: readonly Option[],
  index: PassageIndex,
): Option | null {
  let best: { readonly option: Option; readonly score: number } | null = null
  for (const option of options) {
    const query = `${question} ${option.text}`
    const [position] = index.best(query, 1)
    const score = position === undefined ? 0 : index.score(query, position)
    if (best === null || score > best.score) best = { option, score }
  }
  return best?.option ?? null
}
