import type { ClinicalAnswer } from '../../search/answer/answer.ts'
import { blocksOf, layOut } from '../../search/answer/answer-layout.ts'
import { markdownDress } from '../../search/answer/answer-markdown.ts'

/** What is the same in a whole completion and in each of its pieces. */
export interface CompletionHead {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
}

export interface UrlCitation {
  readonly type: 'url_citation'
  readonly url_citation: {
    readonly url: string
    readonly title: string
    readonly start_index: number
    readonly end_index: number
  }
}

/** Words, since nothing here counts tokens. */
export interface WordUsage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

/** Blocks of the text of a completion; they stand an empty line apart. */
export function chatBlocks(answer: ClinicalAnswer): readonly string[] {
  return blocksOf(layOut(answer, markdownDress))
}

/** Sources that have an address, each at its first mark in the text. Marks are told from words by their brackets: those of words are escaped. */
export function annotationsOf(answer: ClinicalAnswer, content: string): readonly UrlCitation[] {
  return answer.citations.flatMap(({ url, title }, index) => {
    const mark = `[${index + 1}]`
    const start = content.indexOf(mark)
    if (url === null || start < 0) return []
    return [
      {
        type: 'url_citation' as const,
        url_citation: { url, title, start_index: start, end_index: start + mark.length },
      },
    ]
  })
}

export function wordUsage(question: string, content: string): WordUsage {
  const prompt = words(question)
  const completion = words(content)
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

function words(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}

/** What OpenAI's shape has no place for. */
export function answerNote({ status, decline, emergency }: ClinicalAnswer, earlier: number) {
  return {
    status,
    decline: decline?.reason ?? null,
    emergency: emergency?.level ?? null,
    /** Messages beside the question; none of them was read. */
    messages_not_read: earlier,
  }
}

/** A whole completion. Declining is told as a refusal too, so that a harness does not take it for an answer. */
export function chatCompletion(head: CompletionHead, answer: ClinicalAnswer, earlier: number) {
  const content = chatBlocks(answer).join('\n\n')
  return {
    ...head,
    object: 'chat.completion' as const,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant' as const,
          content,
          refusal: answer.decline?.words ?? null,
          annotations: annotationsOf(answer, content),
        },
        logprobs: null,
        finish_reason: 'stop' as const,
      },
    ],
    usage: wordUsage(answer.question, content),
    equipoise: answerNote(answer, earlier),
  }
}
