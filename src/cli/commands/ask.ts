import { problem } from '../../problem.ts'
import { blocksOf, emergencyBlock, layOut } from '../../search/answer/answer-layout.ts'
import { plainDress } from '../../search/answer/answer-text.ts'
import { changeSentence, type Query } from '../../search/query/query.ts'
import { longestQuestion, questionText } from '../../search/question-text.ts'
import { questionReading } from '../../server/search/question-reading.ts'
import { disposing } from '../disposing.ts'
import { chosenModel } from '../learning/chosen-model.ts'
import { openReleased } from '../learning/open-released.ts'
import type { CommandResult } from '../run-command.ts'
import { modelWriter, type WriterOptions } from '../search/model-writer.ts'
import { type OpenSearch, openSearch } from '../search/open-search.ts'
import { checkQuestionLeaves, vectorRemedy } from '../search/screen-question.ts'
import type { Terminal } from '../terminal.ts'
import { oneLine } from '../visible-text.ts'

export interface AskOptions extends WriterOptions {
  readonly corpus: string
  readonly json?: boolean | undefined
  /** A folder of the workspace; the present one when left out. */
  readonly near?: string | undefined
  /** File of a trained ranker, the name of one that is kept, or none; what is released where nothing is said. */
  readonly model?: string | undefined
}

const withoutWriter =
  'Take out what names a person, or ask without --writer: then the sources are quoted and it is not sent there.'

/**
 * Answers a question from a corpus. What presses is printed before anything is searched; a sentence of a model is printed when it
 * was checked, and never taken back. Nothing of the question is kept.
 */
export async function askQuestion(
  given: string,
  options: AskOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const text = checkedQuestion(given)
  const model = modelWriter(options, process.env, ({ reason, detail }) =>
    terminal.note(
      `The model did not write (${oneLine(detail ?? reason)}); these are sentences of the sources.`,
    ),
  )
  if (model?.leaves === true) checkQuestionLeaves(text, model.name, withoutWriter)
  const opened =
    options.model === undefined
      ? openReleased(options.corpus, model, options.near)
      : openSearch(options.corpus, model, options.near, await chosenModel(options.model, options.near))
  return disposing(await opened, (open) => {
    checkQuestionLeaves(text, open.questionsGoTo, vectorRemedy)
    return answered(text, open, options.json === true, terminal)
  })
}

async function answered(
  text: string,
  { clinical, corpus }: OpenSearch,
  json: boolean,
  terminal: Terminal,
): Promise<CommandResult> {
  const said = (block: string) => {
    for (const line of block.split('\n')) terminal.out(oneLine(line))
    terminal.out('')
  }
  const { answer, query, passages } = await clinical.ask(text, (begun) => {
    if (json) return
    if (begun.emergency !== null) said(emergencyBlock(begun.emergency.line, plainDress))
    const read = readingLines(begun.query)
    if (read.length > 0) said(read.join('\n'))
  })
  const layout = { ...layOut(answer, plainDress), emergency: null }
  return {
    json: { version: clinical.version, corpus, answer, read: questionReading(query), passages },
    lines: blocksOf(layout).flatMap((block, at) => [...(at === 0 ? [] : ['']), ...block.split('\n')]),
  }
}

function checkedQuestion(given: string): string {
  const text = questionText(given)
  if (text !== '' && text.length <= longestQuestion) return text
  throw problem(
    'QUESTION_LENGTH',
    text === '' ? 'There is no question.' : 'This is too long for a question.',
    'Ask a question in words.',
    {
      place: { field: 'question' },
      value: `${text.length} characters`,
      expected: `1 to ${longestQuestion} characters`,
    },
  )
}

function readingLines(query: Query): readonly string[] {
  return query.changes.map((change) => plainDress.words(changeSentence(change)))
}
