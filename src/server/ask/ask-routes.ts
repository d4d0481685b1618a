import { randomUUID } from 'node:crypto'
import { kindCounts } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { problem } from '../../problem.ts'
import { intendedUse } from '../../search/answer/intended-use.ts'
import { changeSentence } from '../../search/query/query.ts'
import { hasAskConsent, withdrawAskConsent } from '../../store/ask/ask-consent.ts'
import { rateLimit } from '../access/rate-limit.ts'
import { readBody } from '../access/read-body.ts'
import { refuse } from '../access/refuse.ts'
import { type Route, type ServerContext, visitorOf } from '../access/route.ts'
import {
  type Asked,
  type AskPlace,
  askFeedbackSchema,
  askQuestionSchema,
  askWithdrawalSchema,
  longestQuestion,
} from '../contract/ask.ts'
import { askedView } from './asked-view.ts'
import { type Asking, Askings, shownAnswers } from './askings.ts'
import { drawAsking } from './draw.ts'
import { readsTheSame } from './feedback-records.ts'
import { keepFeedback } from './keep-feedback.ts'
import type { OpenAsk, PresentAsk, StandingStudy } from './open-ask.ts'

const askers = ['owner', 'analyst', 'reviewer'] as const
/** Far more than a question may have, so that one that is too long is told so in words. */
const largestBody = 64_000

/** The ask page: questions to a corpus, and marks of the answers where the person allows them to be kept. */
export function askRoutes(open: OpenAsk, now: () => Date = () => new Date()): Route[] {
  const askings = new Askings()
  const limit = rateLimit(20, 0.5)
  const { standing, store } = open
  return [
    {
      method: 'GET',
      path: '/api/ask',
      who: askers,
      handle: async (context) => {
        const { person } = visitorOf(context)
        const { passages, sample, versions } = await open.present()
        const body: AskPlace = {
          corpus: open.corpus,
          passages,
          version: versions[0].version,
          sample,
          intendedUse,
          feedback: standing !== null,
          counted: open.counted,
          consentOnRecord: standing !== null && (await hasAskConsent(store, standing.key, person)),
        }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/ask/questions',
      who: askers,
      largestBody,
      handle: async (context) => {
        const { person } = visitorOf(context)
        const wait = limit.take(person, Date.now())
        if (wait > 0) return busy(context, wait)
        const { question, consent } = await readBody(context, askQuestionSchema)
        const text = checkedQuestion(question)
        const asking = await askBoth(await open.present(), standing, person, text, consent, now())
        askings.add(asking)
        return context.json(await askedOf(asking))
      },
    },
    {
      method: 'POST',
      path: '/api/ask/feedback',
      who: askers,
      largestBody,
      handle: async (context) => {
        const form = await readBody(context, askFeedbackSchema)
        // Before anything else: without consent there is nothing to look at, and nothing is written.
        if (!form.consent || standing === null) return context.json({ kept: false })
        const asking = askings.find(form.asking, visitorOf(context).person)
        if (asking === null || !asking.by.isOpen()) {
          throw problem(
            'ASK_GONE',
            'The server no longer has this question: it keeps questions in memory, and not for long.',
            'Ask it again to mark it.',
          )
        }
        await keepFeedback(open, standing, asking, form, now())
        return context.json({ kept: true })
      },
    },
    {
      method: 'POST',
      path: '/api/ask/consent/withdraw',
      who: askers,
      largestBody,
      handle: async (context) => {
        await readBody(context, askWithdrawalSchema)
        if (standing !== null) await withdrawAskConsent(store, standing.key, visitorOf(context).person)
        return context.json({ kept: false })
      },
    },
  ]
}

/** In place of the page, where no corpus is served. */
export function noAskRoutes(): Route[] {
  return ['/ask', '/ask/', '/api/ask'].map((path) => ({
    method: 'GET',
    path,
    who: 'everyone',
    handle: (context) =>
      refuse(
        context,
        404,
        'ASK_NO_CORPUS',
        'No corpus is served here. Who runs the server starts it with --corpus and a name.',
      ),
  }))
}

function checkedQuestion(given: string): string {
  const question = given.trim()
  if (question.length >= 1 && question.length <= longestQuestion) return question
  throw problem(
    'ASK_QUESTION_LENGTH',
    question === '' ? 'There is no question.' : 'The question is too long.',
    question === '' ? 'Type one.' : 'Shorten it to what you want to know.',
    {
      place: { field: 'question' },
      value: `${question.length} characters`,
      expected: `1 to ${longestQuestion} characters`,
    },
  )
}

function busy(context: ServerContext, wait: number): Response {
  context.header('retry-after', String(Math.ceil(wait)))
  return refuse(context, 429, 'TOO_MANY_REQUESTS', 'Those were many questions at once. Wait a few seconds.')
}

async function askBoth(
  present: PresentAsk,
  standing: StandingStudy | null,
  person: string,
  question: string,
  consent: boolean,
  at: Date,
): Promise<Asking> {
  const id = randomUUID()
  const identifiers = kindCounts(screenText(question)).map(({ kind }) => kind)
  const drawn = drawAsking(standing?.seed ?? 0, id)
  const [a, b] = present.versions
  const first = once(() => a.ask(question))
  const second = once(() => b.ask(question))
  const asking = { id, person, question, askedAt: at.toISOString(), identifiers, by: present }
  const answers = [first, second] as const
  const { canary } = present
  if (canary !== null && drawn.canary < canary.share) {
    const interleaved = await canary.ask(question, standing?.seed ?? 0, id)
    present.onAnswered(interleaved.version, question, interleaved.answered)
    return { ...asking, draw: { ...drawn, compared: false }, shownTwo: false, interleaved, answers }
  }
  const answered = await first()
  present.onAnswered(a.version, question, answered)
  const mayCompare = consent && standing !== null && drawn.compared && identifiers.length === 0
  const shownTwo =
    mayCompare && answered.answer.status === 'answered' && (await isToCompare(answered.answer, second))
  return { ...asking, draw: drawn, shownTwo, interleaved: null, answers }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}

async function isToCompare(
  answer: Parameters<typeof readsTheSame>[0],
  second: Asking['answers'][1],
): Promise<boolean> {
  const other = (await second()).answer
  return other.status === 'answered' && !readsTheSame(answer, other)
}

async function askedOf(asking: Asking): Promise<Asked> {
  const shown = await shownAnswers(asking)
  return {
    id: asking.id,
    read: shown[0].query.changes.map(changeSentence),
    answers: shown.map((one) => askedView(one, asking.shownTwo)),
    identifiers: [...asking.identifiers],
  }
}
