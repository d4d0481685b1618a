import { problem } from '../../problem.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { checkedReason } from '../../review/people/words-of-people.ts'
import { revoke } from '../../store/people/people.ts'
import { recordIdentityDecisions } from '../../store/review/identity-decisions.ts'
import { readBlindness, unblind } from '../../store/review/unblind.ts'
import { readBody } from '../access/read-body.ts'
import { type Route, type ServerContext, visitorOf } from '../access/route.ts'
import {
  type Invited,
  invitationSchema,
  type NewInvitation,
  nameDecisionSchema,
  type ReviewOpened,
  reviewOpeningSchema,
  revocationSchema,
  type StudyNames,
  unblindingSchema,
} from '../contract/study.ts'
import { invitePerson } from '../people/invite-person.ts'
import { openReview } from '../review/open-review.ts'
import { openingRemarks, reviewCounts } from '../review/opening-words.ts'
import { resultsRoutes } from './results-routes.ts'
import { NameScreen, namesForPage } from './screened-names.ts'
import type { ServedStudy } from './served-study.ts'
import { StudyOverview } from './study-overview.ts'

const readers = ['owner', 'analyst'] as const
const owners = ['owner'] as const

/** The study page: counts for owners and analysts, and what owners do. Every change is in the log with who made it. */
export function studyRoutes(
  served: ServedStudy,
  names: NameScreen = new NameScreen(served),
  overview: StudyOverview = new StudyOverview(served, names),
): Route[] {
  const { store, study } = served
  return [
    {
      method: 'GET',
      path: '/api/study',
      who: readers,
      handle: async (context) => context.json(await overview.read(visitorOf(context))),
    },
    {
      method: 'GET',
      path: '/api/study/names',
      who: owners,
      handle: async (context) => {
        const { answers } = await served.readTotals()
        const { named } = await names.read(await served.readProtocol(), answers)
        const body: StudyNames = { decidable: await isDecidable(served), answers: namesForPage(named) }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/study/names/decide',
      who: owners,
      handle: (context) => decide(served, names, context),
    },
    {
      method: 'POST',
      path: '/api/study/people',
      who: owners,
      handle: async (context) => {
        const wanted = await readBody(context, invitationSchema)
        return context.json(await inviteByLink(served, wanted, visitorOf(context).person))
      },
    },
    {
      method: 'POST',
      path: '/api/study/people/revoke',
      who: owners,
      handle: async (context) => {
        const { person } = await readBody(context, revocationSchema)
        const actor = visitorOf(context).person
        if (person === actor) {
          throw problem(
            'PERSON_SELF',
            'Nobody takes back their own role, so that a study keeps an owner.',
            'Ask another owner.',
          )
        }
        return context.json({ revoked: await revoke(store, study, person, actor) })
      },
    },
    {
      method: 'POST',
      path: '/api/study/review/open',
      who: owners,
      handle: async (context) => {
        await readBody(context, reviewOpeningSchema)
        const { rulebook, ...protocol } = await served.readProtocol()
        const prepared = await openReview({ store, study, protocol, rulebook }, visitorOf(context).person)
        const body: ReviewOpened = {
          reviews: reviewCounts(prepared).reviews,
          answers: prepared.answers.length,
          leftOut: prepared.leftOut.length,
          remarks: [...openingRemarks(prepared)],
        }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/study/unblind',
      who: owners,
      handle: async (context) => {
        const { confirmation, reason } = await readBody(context, unblindingSchema)
        const why = checkedReason(reason, 'reason')
        const protocol = await served.readReviewProtocol()
        const { plan } = protocol
        if (confirmation.trim() !== plan.id) {
          throw problem(
            'CONFIRMATION_OTHER',
            'What was typed is not the id of the study; nothing was unblinded.',
            'Type the id of the study.',
            { place: { field: 'confirmation' }, value: confirmation, expected: plan.id },
          )
        }
        return context.json(
          await unblind(store, study, visitorOf(context).person, why, (form, rubric) =>
            reviewerAxes(protocol, form, rubric).map(({ id }) => id),
          ),
        )
      },
    },
    ...resultsRoutes(served),
  ]
}

async function isDecidable({ store, study }: ServedStudy): Promise<boolean> {
  return (await readBlindness(store, study)).state === 'no-review'
}

async function decide(served: ServedStudy, names: NameScreen, context: ServerContext): Promise<Response> {
  const { store, study } = served
  const { answers, decision, reason } = await readBody(context, nameDecisionSchema)
  const totals = await served.readTotals()
  const { named: found } = await names.read(await served.readProtocol(), totals.answers)
  const decisions = answers.map((id) => {
    const named = found.find(({ answer }) => answer.answer === id)
    if (named === undefined) {
      throw problem(
        'ANSWER_UNKNOWN',
        'No name was found in an answer of this id; nothing was decided.',
        'Load the page again.',
        { place: { field: 'answers' }, value: id },
      )
    }
    return { answer: id, decision, found: named.findings, reason: checkedReason(reason, 'reason') }
  })
  await recordIdentityDecisions(store, study, decisions, visitorOf(context).person)
  return context.json({ decided: decisions.length })
}

async function inviteByLink(served: ServedStudy, wanted: NewInvitation, actor: string): Promise<Invited> {
  const { store, study, origin } = served
  const { name, role, specialties, uses, paidBy, hours } = wanted
  const arms = (await served.readProtocol()).plan.arms.map(({ id }) => id)
  const { token, ...invited } = await invitePerson(
    { store, study, arms },
    { name, role, profile: { specialties, uses, paidBy }, hours },
    actor,
  )
  return {
    person: invited.person,
    link: `${origin}/r/${token}`,
    expiresAt: invited.expiresAt,
    remarks: [...invited.remarks],
  }
}
