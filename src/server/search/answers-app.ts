import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { ProblemError } from '../../problem.ts'
import type { Answering } from '../../search/clinical-search.ts'
import type { TokenScope } from '../../store/tokens/token-scope.ts'
import { answerHeaders, isOtherHost, noStore } from '../access/answer-headers.ts'
import type { ServerContext, ServerEnvironment } from '../access/route.ts'
import { type AnswersResponse, answersRequestSchema } from '../contract/answers.ts'
import { type AnswersDoor, answersAccess } from './answers-access.ts'
import { apiError } from './api-error.ts'
import { chatCompletion } from './chat-completion.ts'
import { chatQuestion, chatRequestSchema } from './chat-request.ts'
import { streamChat } from './chat-stream.ts'
import { questionReading } from './question-reading.ts'

/** What answers at a moment. */
export interface PresentAnswers {
  /** Answers that a general model writes; null where none does. */
  readonly written: Answering | null
  /** Answers in sentences of the sources. */
  readonly extractive: Answering
  /** @throws ProblemError where a question may not leave this machine that would, to be written about or to be found by */
  readonly checkLeaves: (question: string, isWritten: boolean) => void
}

export interface AnswersOptions {
  /** Asked for every request: another version may answer from one to the next. */
  readonly present: () => Promise<PresentAnswers>
  /** Name of the corpus. */
  readonly corpus: string
  readonly door: AnswersDoor
  /** Address that programs use, without a path. */
  readonly origin: string
  readonly addressOf: (context: ServerContext) => string
  /** Told of what went wrong inside; never of what was asked. */
  readonly onFault: (error: unknown) => void
  readonly now?: () => number
}

/** A name that stands for whatever answers now; the version names one ranking and one corpus. */
const presentModel = 'clinical-search'

/** Far above a question with the turns before it. */
const largestBody = 1_000_000

/** The clinical search over HTTP: an answer as data, and OpenAI's chat completions. Nothing that is asked is stored. */
export function answersApp(options: AnswersOptions): Hono<ServerEnvironment> {
  const { present, origin, onFault, now = Date.now } = options
  const app = new Hono<ServerEnvironment>()
  const access = answersAccess({ door: options.door, origin, addressOf: options.addressOf, now })

  app.use(answerHeaders(origin.startsWith('https://')))
  app.use(noStore)
  app.use(async (context, next) => {
    if (isOtherHost(context, origin))
      return apiError(context, 421, 'HOST_UNKNOWN', 'This server goes by another name.')
    return next()
  })
  // Who may not come in is told so before anything that they send is read.
  const open = (scope: TokenScope) => async (context: ServerContext, next: () => Promise<void>) =>
    (await access(context, scope)) ?? next()
  const small = bodyLimit({
    maxSize: largestBody,
    onError: (context) => {
      // The rest is not read, so nothing can follow it on the same connection.
      context.header('connection', 'close')
      return apiError(context, 413, 'BODY_TOO_LARGE', 'At most a million bytes are read.')
    },
  })

  /** Why a question may not go where it would; null where it may. */
  const staysHere = (
    context: ServerContext,
    question: string,
    clinical: Answering,
    { checkLeaves, written }: PresentAnswers,
  ): Response | null => {
    try {
      checkLeaves(question, clinical === written)
      return null
    } catch (error) {
      const [found] = error instanceof ProblemError ? error.problems : []
      if (found === undefined) throw error
      return apiError(context, 400, found.code, `${found.message} ${found.remedy}`)
    }
  }

  app.get('/v1/models', open('models'), async (context) => {
    const searches = searchesOf(await present())
    return context.json({
      object: 'list',
      data: [presentModel, ...searches.map(({ version }) => version)].map((id) => ({
        id,
        object: 'model',
        created: 0,
        owned_by: 'equipoise',
      })),
    })
  })
  app.post('/v1/answers', open('answers'), small, async (context) => {
    const read = await readJson(context, answersRequestSchema)
    if (read instanceof Response) return read
    const answering = await present()
    const { written, extractive } = answering
    if (read.way === 'abstractive' && written === null)
      return apiError(context, 400, 'WRITER_NONE', 'No model writes answers here.', 'way')
    const clinical = read.way === 'extractive' ? extractive : (written ?? extractive)
    const stays = staysHere(context, read.question, clinical, answering)
    if (stays !== null) return stays
    const { answer, query, passages } = await clinical.ask(read.question)
    const body: AnswersResponse = {
      version: clinical.version,
      corpus: { name: options.corpus, sha256: clinical.corpusSha256 },
      answer,
      read: questionReading(query),
      passages: [...passages],
    }
    return context.json(body)
  })
  app.post('/v1/chat/completions', open('answers'), small, async (context) => {
    const read = await readJson(context, chatRequestSchema)
    if (read instanceof Response) return read
    const answering = await present()
    const searches = searchesOf(answering)
    const clinical =
      read.model === presentModel ? searches[0] : searches.find(({ version }) => version === read.model)
    if (clinical === undefined) {
      const known = `Models here are ${presentModel} and ${searches.map(({ version }) => version).join(' and ')}.`
      return apiError(context, 404, 'model_not_found', known, 'model')
    }
    const question = chatQuestion(read)
    if (question.text === null)
      return apiError(context, 400, 'REQUEST_INVALID', question.message, question.param)
    const { text, earlier } = question
    const stays = staysHere(context, text, clinical, answering)
    if (stays !== null) return stays
    const head = {
      id: `chatcmpl-${randomUUID()}`,
      created: Math.floor(now() / 1000),
      model: clinical.version,
    }
    if (read.stream !== true)
      return context.json(chatCompletion(head, (await clinical.ask(text)).answer, earlier))
    const includeUsage = read.stream_options?.include_usage === true
    return streamSSE(context, (stream) =>
      streamChat(head, { clinical, question: text, earlier, includeUsage, onFault }, (data) =>
        stream.writeSSE({ data }),
      ),
    )
  })
  // A path that is there, asked in another way, is told apart from one that is not.
  for (const [path, method] of [
    ['/v1/models', 'GET'],
    ['/v1/answers', 'POST'],
    ['/v1/chat/completions', 'POST'],
  ] as const)
    app.all(path, (context) => {
      context.header('allow', method)
      return apiError(context, 405, 'METHOD_OTHER', `Ask this with ${method}.`)
    })
  app.notFound((context) => apiError(context, 404, 'PATH_UNKNOWN', 'There is no such path.'))
  app.onError((error, context) => {
    onFault(error)
    return apiError(context, 500, 'SERVER_FAULT', 'Something went wrong here.')
  })
  return app
}

/** What answers where nothing else is asked for comes first. */
function searchesOf({ written, extractive }: PresentAnswers): readonly Answering[] {
  return written === null ? [extractive] : [written, extractive]
}

async function readJson<Body>(context: ServerContext, schema: z.ZodType<Body>): Promise<Body | Response> {
  // A form of another site cannot say that it sends JSON.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
    return apiError(context, 415, 'BODY_NO_JSON', 'Send JSON, with Content-Type: application/json.')
  let sent: unknown
  try {
    sent = await context.req.json()
  } catch {
    return apiError(context, 400, 'REQUEST_INVALID', 'The body is no JSON that can be read.')
  }
  const given = schema.safeParse(sent)
  if (given.success) return given.data
  const [issue] = given.error.issues
  const expected = issue === undefined ? null : expectedValue(issue)
  return apiError(
    context,
    400,
    'REQUEST_INVALID',
    `Something that was sent cannot be used.${expected === null ? '' : ` Expected ${expected}.`}`,
    issue?.path.join('.') || null,
  )
}
