import { emergencyBlock } from '../../search/answer/answer-layout.ts'
import { markdownDress } from '../../search/answer/answer-markdown.ts'
import type { Answering } from '../../search/clinical-search.ts'
import { apiErrorBody } from './api-error.ts'
import { annotationsOf, answerNote, type CompletionHead, chatBlocks, wordUsage } from './chat-completion.ts'

export interface ChatStreamRequest {
  readonly clinical: Answering
  readonly question: string
  readonly earlier: number
  readonly includeUsage: boolean
  readonly onFault: (error: unknown) => void
}

/**
 * The pieces of a completion, each the data of one event. What presses is sent before anything is searched; nothing that was sent is
 * taken back. The pieces put together are the text of the whole completion.
 */
export async function streamChat(
  head: CompletionHead,
  { clinical, question, earlier, includeUsage, onFault }: ChatStreamRequest,
  send: (data: string) => Promise<void>,
): Promise<void> {
  const piece = (delta: object, finish: 'stop' | null = null, more: object = {}) =>
    send(
      JSON.stringify({
        ...head,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
        ...more,
      }),
    )
  await piece({ role: 'assistant', content: '' })
  try {
    let early: Promise<void> | null = null
    const { answer } = await clinical.ask(question, ({ emergency }) => {
      if (emergency !== null) early = piece({ content: emergencyBlock(emergency.line, markdownDress) })
    })
    await early
    const blocks = chatBlocks(answer)
    for (const [at, block] of blocks.entries()) {
      if (at === 0 && early !== null) continue
      await piece({ content: at === 0 ? block : `\n\n${block}` })
    }
    const content = blocks.join('\n\n')
    const annotations = annotationsOf(answer, content)
    await piece(
      {
        ...(answer.decline === null ? {} : { refusal: answer.decline.words }),
        ...(annotations.length === 0 ? {} : { annotations }),
      },
      'stop',
      { equipoise: answerNote(answer, earlier) },
    )
    if (includeUsage)
      await send(
        JSON.stringify({
          ...head,
          object: 'chat.completion.chunk',
          choices: [],
          usage: wordUsage(question, content),
        }),
      )
  } catch (error) {
    onFault(error)
    await send(JSON.stringify(apiErrorBody(500, 'SERVER_FAULT', 'Something went wrong here.')))
  }
  await send('[DONE]')
}
