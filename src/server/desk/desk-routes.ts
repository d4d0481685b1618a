import { z } from 'zod'
import { rubricOf } from '../../items/item.ts'
import type { ReviewerWork } from '../../review/assignment/reviewer-work.ts'
import { readProfile } from '../../store/people/declarations.ts'
import { readConsent, saveConsent } from '../../store/review/consent.ts'
import { readFinishedTraining } from '../../store/review/read-training.ts'
import { readUnit, type TakenUnit } from '../../store/review/read-unit.ts'
import { saveEvents } from '../../store/review/save-events.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readBody } from '../access/read-body.ts'
import { refuse } from '../access/refuse.ts'
import { type Route, type ServerContext, visitorOf } from '../access/route.ts'
import {
  type Desk,
  type DeskNext,
  type DeskProgress,
  type DeskSaved,
  type DeskUnit,
  deskConsentSchema,
  deskEventsSchema,
  seatHeader,
  taskFormSchema,
} from '../contract/desk.ts'
import type { GuessChoices } from '../contract/guesses.ts'
import { deskAxes } from './desk-axes.ts'
import { deskQuestion } from './desk-question.ts'
import { unitsToGuess } from './guessed-units.ts'
import type { OpenDesk } from './open-desk.ts'
import { trainingFeedback } from './training-feedback.ts'

const reviewersOnly = ['reviewer'] as const

/** The review desk. `readDesk` gives null as long as no review was opened; `now` is in milliseconds. */
export function deskRoutes(readDesk: () => Promise<OpenDesk | null>, now: () => number = Date.now): Route[] {
  const guarded =
    (handle: (open: OpenDesk, context: ServerContext) => Promise<Response>) =>
    async (context: ServerContext) => {
      const seat = context.req.header(seatHeader)
      if (seat !== undefined && seat !== visitorOf(context).person) {
        return refuse(
          context,
          401,
          'SEAT_OTHER',
          'Somebody else has come in by their own link in this browser. Open your own link again to go on.',
        )
      }
      const desk = await readDesk()
      return desk === null
        ? refuse(
            context,
            409,
            'REVIEW_NOT_OPEN',
            'The review has not begun yet. Come back later by the same page.',
          )
        : handle(desk, context)
    }
  return [
    {
      method: 'GET',
      path: '/api/desk',
      who: reviewersOnly,
      handle: guarded(async (open, context) => {
        const { name, person } = visitorOf(context)
        const { review, sample } = open.plan
        const body: Desk = {
          seat: person,
          title: review.title,
          sample,
          reviewer: name,
          state: (await isClosed(open)) ? 'closed' : 'open',
          asks: review.asks,
          consent: review.asks.consent ? await readConsent(open.store, open.study, person) : null,
          minutesPerQuestion: review.minutesPerQuestion,
          practice: open.practice,
          rulebook:
            open.rulebook === null ? null : { version: open.rulebook.version, blocks: open.rulebook.content },
          progress: progressOf(open, await open.works.read(person)),
        }
        return context.json(body)
      }),
    },
    {
      method: 'POST',
      path: '/api/desk/next',
      who: reviewersOnly,
      handle: guarded(async (open, context) => {
        const { person } = visitorOf(context)
        const { work, unit } = (await isClosed(open))
          ? { work: await open.works.read(person), unit: null }
          : await openOrDealt(open, person, now())
        const body: DeskNext = {
          unit: unit === null ? null : deskUnit(open, await readUnit(open.store, open.study, unit, person)),
          progress: progressOf(open, work),
        }
        return context.json(body)
      }),
    },
    {
      method: 'POST',
      path: '/api/desk/events',
      who: reviewersOnly,
      handle: guarded(async (open, context) => {
        const { person } = visitorOf(context)
        const given = deskEventsSchema.safeParse(await context.req.json().catch(() => null))
        if (!given.success) {
          return refuse(
            context,
            400,
            'EVENTS_INVALID',
            'The page sent something that this server does not know.',
          )
        }
        const outcomes = await saveEvents(open.store, open.study, person, given.data.events, open.rules)
        const body: DeskSaved = {
          saved: outcomes.flatMap((one) => (one.saved ? [one.key] : [])),
          refused: outcomes.flatMap((one) =>
            one.saved ? [] : [{ key: one.key, code: one.code, message: one.message }],
          ),
          progress: progressOf(open, await open.works.read(person)),
        }
        return context.json(body)
      }),
    },
    {
      method: 'POST',
      path: '/api/desk/consent',
      who: reviewersOnly,
      // Also once the review is closed: what was allowed can be taken back at any time.
      handle: guarded(async (open, context) => {
        if (!open.plan.review.asks.consent) {
          return refuse(context, 409, 'CONSENT_NOT_ASKED', 'This study does not ask about training.')
        }
        const { given } = await readBody(context, deskConsentSchema)
        await saveConsent(open.store, open.study, visitorOf(context).person, given)
        return context.json({ given })
      }),
    },
    {
      method: 'GET',
      path: '/api/desk/feedback',
      who: reviewersOnly,
      handle: guarded(async (open, context) => {
        const { person } = visitorOf(context)
        const unit = z.guid().safeParse(context.req.query('unit'))
        const tasks = unit.success
          ? await readFinishedTraining(open.store, open.study, person, unit.data)
          : []
        const feedback = trainingFeedback(open.plan.review.training, tasks)
        return feedback === null
          ? refuse(context, 404, 'FEEDBACK_NONE', 'There is no feedback on this question.')
          : context.json(feedback)
      }),
    },
    {
      method: 'GET',
      path: '/api/desk/guesses',
      who: reviewersOnly,
      handle: guarded(async (open, context) => {
        const { person } = visitorOf(context)
        const { done } = (await open.works.read(person)).progress()
        if (!open.plan.review.asks.guess || done === 0 || (await isClosed(open))) {
          return context.json(nothingToGuess)
        }
        // Names before the last mark could change marks: whoever asks between two questions gets the next one.
        const { work, unit } = await openOrDealt(open, person, now())
        if (unit !== null) return context.json(nothingToGuess)
        const units = await unitsToGuess(work, person, (id) => readUnit(open.store, open.study, id, person))
        const body: GuessChoices =
          units.length === 0
            ? nothingToGuess
            : {
                choices: open.guesses.map(({ id, label }) => ({ id, label })),
                units: units.map((one) => deskUnit(open, one)),
              }
        return context.json(body)
      }),
    },
  ]
}

const nothingToGuess: GuessChoices = { choices: [], units: [] }

/** The reviewer's open question, or the next one that is for them; null where nothing is left. */
async function openOrDealt(
  open: OpenDesk,
  person: string,
  at: number,
): Promise<{ readonly work: ReviewerWork; readonly unit: string | null }> {
  const work = await open.works.read(person)
  const present = work.openUnit()
  if (present !== null) return { work, unit: present }
  const profile = await readProfile(open.store, open.study, person)
  if (!(await open.dealer.deal(person, profile, at))) return { work, unit: null }
  const more = await open.works.read(person)
  return { work: more, unit: more.openUnit() }
}

/** A review that was unblinded takes no marks any more. */
async function isClosed({ store, study }: OpenDesk): Promise<boolean> {
  return (await readBlindness(store, study)).state === 'unblinded'
}

function deskUnit(open: OpenDesk, unit: TakenUnit): DeskUnit {
  return {
    unit: unit.unit,
    // A reviewer who knew which questions are gold would answer them otherwise.
    role: unit.role === 'training' ? 'training' : 'study',
    form: unit.form,
    question: deskQuestion(unit.item),
    axes: deskAxes(open, unit.form, rubricOf(unit.item.content ?? {})),
    tasks: unit.tasks.map(({ task, answers, form, comment, complete }) => ({
      task,
      answers: [...answers],
      form: form === null ? null : taskFormSchema.parse({ ...formPart(form), comment }),
      complete,
    })),
  }
}

/** An event keeps when and by which rule-book it was made beside the form itself. */
function formPart({ marks, adequate, unsafe }: Readonly<Record<string, unknown>>) {
  return { marks, adequate, unsafe }
}

function progressOf({ share }: OpenDesk, work: ReviewerWork): DeskProgress {
  const { done, secondsPerUnit } = work.progress()
  // Who is quicker than others does more than an even part, and then there is no number to come.
  const total = share !== null && done <= share ? share : null
  return {
    done,
    total,
    secondsLeft: secondsPerUnit === null || total === null ? null : (total - done) * secondsPerUnit,
  }
}
