import { Hono } from 'hono'
import type { ServerEnvironment } from '../../server/access/route.ts'
import { answersApp } from '../../server/search/answers-app.ts'
import { remoteAddress } from '../../server/serve.ts'
import type { Store } from '../../store/store.ts'
import type { OpenSearch } from '../search/open-search.ts'
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
  { clinical, corpus }: OpenSearch,
  { origin, proxies, tokens, terminal }: AnswersAppOptions,
): Hono<ServerEnvironment> {
  return answersApp({
    clinical,
    corpus,
    door: tokens === null ? { kind: 'this-machine' } : { kind: 'tokens', store: tokens },
    origin,
    addressOf: remoteAddress(proxies),
    onFault: (error) =>
      terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
}

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
