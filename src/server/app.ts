import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { routePath } from 'hono/route'
import { type Problem, ProblemError, problemSentence } from '../problem.ts'
import { visitorOf as visitorBySession } from '../store/people/sessions.ts'
import type { Store } from '../store/store.ts'
import { logEvent, logFault } from '../telemetry/log.ts'
import { requestEnded } from '../telemetry/measures.ts'
import { inSpan } from '../telemetry/spans.ts'
import { answerHeaders, isOtherHost, isOtherSite, noStore } from './access/answer-headers.ts'
import { rateLimit } from './access/rate-limit.ts'
import { refuse, refuseWith } from './access/refuse.ts'
import type { Participant, Route, ServerContext, ServerEnvironment } from './access/route.ts'
import { partToken, sessionToken } from './access/session-cookie.ts'

export interface ServerOptions {
  readonly store: Store
  /** Id of the one study that this server is of. */
  readonly study: string
  /** Address that browsers use, without a path: `http://127.0.0.1:4114`. */
  readonly origin: string
  readonly routes: readonly Route[]
  /** Pseudonym of the participant whose link it is; left out where the study has no trial. */
  readonly participantOf?: (token: string) => Promise<string | null>
  /** Address that a request came from, for limits before the door. */
  readonly addressOf: (context: ServerContext) => string
  /** Told of what went wrong inside; never of what people sent. */
  readonly onFault: (error: unknown) => void
}

/** A form with all its sentences and a comment is far below it; a batch of a hundred events too. */
const largestBody = 2_000_000

/** Header that a page of ours sends with everything that changes something. Another site's page cannot. */
export const ownPageHeader = 'x-equipoise'

/** The HTTP application: every route behind its guard, every answer with its headers. */
export function createApp(options: ServerOptions): Hono<ServerEnvironment> {
  const app = new Hono<ServerEnvironment>()
  const secure = options.origin.startsWith('https://')
  const limit = rateLimit(200, 40)
  const pageLimit = rateLimit(400, 40)
  // A whole hospital may come in by one address; what a link opens has 256 random bits and needs no slowness to be safe.
  const doorLimit = rateLimit(100, 5)

  app.use(watched)
  app.use(async (context, next) => {
    await next()
    const own = context.get('contentPolicy')
    if (own !== undefined) context.res.headers.set('content-security-policy', own)
  })
  app.use(answerHeaders(secure))
  app.use(noStore)
  app.use(async (context, next) => {
    if (isOtherHost(context, options.origin)) {
      return refuse(context, 421, 'HOST_UNKNOWN', 'This server goes by another name.')
    }
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next()
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const ours = !isOtherSite(context, options.origin)
    // The form at the door cannot send a header; that its origin is ours must be said.
    const told = context.req.path.startsWith('/r/')
      ? origin === options.origin || site === 'same-origin'
      : context.req.header(ownPageHeader) !== undefined
    if (!(ours && told)) {
      return refuse(context, 403, 'ORIGIN_FOREIGN', 'Only the pages of this server may change something.')
    }
    return next()
  })
  app.use(async (context, next) => {
    const token = sessionToken(context, secure)
    const visitor = token === null ? null : await visitorBySession(options.store, token)
    // A session of another study in the same workspace does not open this one.
    const known = visitor !== null && visitor.study === options.study
    context.set('visitor', known ? visitor : null)
    context.set('session', known ? token : null)
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD'
    const participant = await participantBehind(context, options, secure)
    context.set('participant', participant)
    const person = participant?.person ?? (known ? visitor.person : null)
    const wait =
      person !== null
        ? limit.take(person, Date.now())
        : (changes ? doorLimit : pageLimit).take(options.addressOf(context), Date.now())
    if (wait > 0) {
      context.header('retry-after', String(Math.ceil(wait)))
      return refuse(
        context,
        429,
        'TOO_MANY_REQUESTS',
        'That was too much at once. It is tried again in a moment.',
      )
    }
    return next()
  })
  for (const route of options.routes) {
    app.on(
      route.method,
      route.path,
      // Who may not come in is told so before anything that they send is read.
      async (context, next) => {
        if (route.who === 'everyone') return next()
        if (route.who === 'participant') {
          if (context.get('participant') !== null) return next()
          return refuse(context, 401, 'SESSION_NONE', 'Open your link again to go on.')
        }
        const visitor = context.get('visitor')
        if (visitor === null) {
          const words = 'Nobody is let in by this browser. A link opens once, so ask for a new one.'
          return refuse(context, 401, 'SESSION_NONE', words)
        }
        if (!route.who.includes(visitor.role)) {
          return refuse(context, 403, 'ROLE_OTHER', 'This page is for people with another role.')
        }
        return next()
      },
      bodyLimit({
        maxSize: route.largestBody ?? largestBody,
        onError: (context) =>
          refuse(context, 413, 'BODY_TOO_LARGE', 'More was sent than a page of ours sends.'),
      }),
      (context) => route.handle(context),
    )
  }
  app.notFound((context) => refuse(context, 404, 'PAGE_UNKNOWN', 'There is no such page.'))
  app.onError((error, context) => {
    if (error instanceof ProblemError) {
      const sentences = error.problems.map((one) => problemSentence({ ...one, place: {} }))
      return refuseWith(context, 422, sentences.join(' '), error.problems.map(withoutFiles))
    }
    logFault(error)
    options.onFault(error)
    return refuse(context, 500, 'SERVER_FAULT', 'Something went wrong here. What was saved stays saved.')
  })
  return app
}

/** A request in a span, a measure and a line of the log, by the pattern of its route: an address may hold a secret. */
async function watched(context: ServerContext, next: () => Promise<void>): Promise<void> {
  const { method } = context.req
  const started = performance.now()
  await inSpan(
    method,
    { kind: 'server', root: true, attributes: { 'http.request.method': method } },
    async (span) => {
      await next()
      const route = routePath(context, -1)
      const { status } = context.res
      const seconds = (performance.now() - started) / 1000
      span.updateName(`${method} ${route}`)
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status })
      requestEnded(method, route, status, seconds)
      logEvent({ event: 'http.request', method, route, status, seconds })
    },
  )
}

/** Asked of requests of the participant's page alone: to every other route nobody is a participant. */
async function participantBehind(
  context: ServerContext,
  { participantOf }: ServerOptions,
  secure: boolean,
): Promise<Participant | null> {
  if (participantOf === undefined || !/^\/api\/part(\/|$)/.test(context.req.path)) return null
  const token = partToken(context, secure)
  const person = token === null ? null : await participantOf(token)
  return token === null || person === null ? null : { person, token }
}

/** A reviewer's page has no business with the paths of the machine. */
function withoutFiles({ code, message, place, value, expected, remedy }: Problem) {
  return { code, message, field: place.field ?? null, value, expected, remedy }
}
