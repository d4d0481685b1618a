import { Hono } from 'hono'
import { ProblemError, problemSentence } from '../../problem.ts'
import type { ServerEnvironment } from '../../server/access/route.ts'
import { answersApp } from '../../server/search/answers-app.ts'
import { remoteAddress } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import type { OpenSearch } from '../search/open-search.ts'
import { checkQuestionLeaves, vectorRemedy } from '../search/screen-question.ts'
import type { Terminal } from '../terminal.ts'

export interface AnswersAppOptions {
  readonly origin: string
  readonly proxies: number
  /** Tokens are asked for where others than this machine may come; null where they may not. */
  readonly tokens: Store | null
  readonly terminal: Terminal
}

/** The clinical search of an open corpus over HTTP. */
export function servedAnswers(
  open: OpenSearch,
  { origin, proxies, tokens, terminal }: AnswersAppOptions,
): Hono<ServerEnvironment> {
  return answersApp({
    written: open.writer === null ? null : open.clinical,
    extractive: open.extractive,
    checkLeaves: (question, isWritten) => checkLeaves(open, question, isWritten),
    corpus: open.corpus,
    door: tokens === null ? { kind: 'this-machine' } : { kind: 'tokens', store: tokens },
    origin,
    addressOf: remoteAddress(proxies),
    onFault: (error) => terminal.note(faultWords(error)),
  })
}

/** What a problem found may be the reply of a server that repeats what it was asked, so it is not noted. */
function faultWords(error: unknown): string {
  if (error instanceof ProblemError)
    return error.problems.map((found) => problemSentence({ ...found, value: null })).join(' ')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function checkLeaves({ writer, questionsGoTo }: OpenSearch, question: string, isWritten: boolean): void {
  if (isWritten && writer?.leaves === true) checkQuestionLeaves(question, writer.name, extractiveRemedy)
  checkQuestionLeaves(question, questionsGoTo, vectorRemedy)
}

const extractiveRemedy =
  'Take out what names a person, or ask for sentences of the sources, with "way": "extractive" or the model that /v1/models lists last.'

/** Two applications at one address: the pages of a study, and under /v1 the clinical search. Each keeps its own rules. */
export function besideAnswers(
  pages: Hono<ServerEnvironment>,
  answers: Hono<ServerEnvironment>,
): Hono<ServerEnvironment> {
  const both = new Hono<ServerEnvironment>()
  both.all('/v1/*', (context) => answers.fetch(context.req.raw, context.env))
  both.all('*', (context) => pages.fetch(context.req.raw, context.env))
  return both
}
