import { Hono } from 'hono'
import type { ServerEnvironment } from '../../server/access/route.ts'
import { answersApp } from '../../server/search/answers-app.ts'
import { remoteAddress } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import type { OpenSearch } from '../search/open-search.ts'
import { checkQuestionLeaves, vectorRemedy } from '../search/screen-question.ts'
import type { Terminal } from '../terminal.ts'
import { faultWords } from './fault-words.ts'
import { type Observer, observed } from './observer.ts'
import type { FollowedSearch } from './present-search.ts'

export interface AnswersAppOptions {
  readonly observer: Observer
  readonly origin: string
  readonly proxies: number
  /** Tokens are asked for where others than this machine may come; null where they may not. */
  readonly tokens: Store | null
  readonly terminal: Terminal
}

/** The clinical search of a corpus over HTTP, by whatever is released for it. A version on trial answers no program. */
export function servedAnswers(
  followed: FollowedSearch,
  { observer, origin, proxies, tokens, terminal }: AnswersAppOptions,
): Hono<ServerEnvironment> {
  return answersApp({
    present: async () => {
      const present = await followed.present()
      const { writer, clinical, extractive } = present.open
      return {
        written: writer === null ? null : observed(clinical, present, observer),
        extractive: observed(extractive, present, observer),
        checkLeaves: (question, isWritten) => checkLeaves(present.open, question, isWritten),
      }
    },
    corpus: followed.corpus,
    door: tokens === null ? { kind: 'this-machine' } : { kind: 'tokens', store: tokens },
    origin,
    addressOf: remoteAddress(proxies),
    onFault: (error) => terminal.note(faultWords(error)),
  })
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
