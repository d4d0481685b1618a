import { problem } from '../../problem.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { invite, readMembers, revoke } from '../../store/people/people.ts'
import { readStudyTotals } from '../../store/reading/study-totals.ts'
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
import { openReview } from '../review/open-review.ts'
import { resultsRoutes } from './results-routes.ts'
import { NameScreen, namesForPage } from './screened-names.ts'
import type { ServedStudy } from './served-study.ts'
import { StudyOverview } from './study-overview.ts'

const readers = ['owner', 'analyst'] as const
const owners = ['owner'] as const

/** The study page: counts for owners and analysts, and what owners do. Every change is in the log with who made it. */
export function studyRoutes(served: ServedStudy): Route[] {
  const { store, study } = served
  const names = new NameScreen(served)
  const overview = new StudyOverview(served, names)
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
        const { answers } = await readStudyTotals(store, study)
        const body: StudyNames = {
          decidable: await isDecidable(served),
          answers: namesForPage(await names.read(await served.readProtocol(), answers)),
        }
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
        return context.json(await invitePerson(served, wanted, visitorOf(context).person))
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
        const { units, answers, leftOut } = await openReview(
          { store, study, protocol, rulebook },
          visitorOf(context).person,
        )
        const body: ReviewOpened = { reviews: units.length, answers: answers.length, leftOut: leftOut.length }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/study/unblind',
      who: owners,
      handle: async (context) => {
        const { confirmation, reason } = await readBody(context, unblindingSchema)
        const protocol = await served.readProtocol()
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
          await unblind(store, study, visitorOf(context).person, reason, (form, rubric) =>
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
  if (!(await isDecidable(served))) {
    throw problem(
      'REVIEW_OPEN',
      'The review is open: what reviewers see was settled when it was opened.',
      'Nothing can be decided any more.',
    )
  }
  const totals = await readStudyTotals(store, study)
  const found = await names.read(await served.readProtocol(), totals.answers)
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
    return { answer: id, decision, found: named.findings, reason }
  })
  // The name leads to the visitor's own pseudonym, since names are unique in a study.
  await recordIdentityDecisions(store, study, decisions, visitorOf(context).name)
  return context.json({ decided: decisions.length })
}

async function invitePerson(served: ServedStudy, wanted: NewInvitation, actor: string): Promise<Invited> {
  const { store, study, origin } = served
  const { name, role, specialties, uses, paidBy, hours } = wanted
  const { plan } = await served.readProtocol()
  const arms = new Set(plan.arms.map(({ id }) => id))
  const unknown = [...uses, ...paidBy].find((arm) => !arms.has(arm))
  if (unknown !== undefined) {
    throw problem('ARM_UNKNOWN', 'The protocol has no such arm.', 'Name arms by their ids.', {
      value: unknown,
      expected: [...arms].join(', '),
    })
  }
  const present = (await readMembers(store, study)).find((member) => member.name === name)
  if (present !== undefined && present.role !== role) {
    throw problem(
      'PERSON_OTHER_ROLE',
      'Somebody of this name has another role in the study.',
      'Take that role back first, or choose a name that tells the two apart.',
      { place: { field: 'name' }, value: `${name}, ${present.role}` },
    )
  }
  const profile = { specialties, uses, paidBy }
  const { person, token, expiresAt } = await invite(store, study, { name, role, profile }, actor, hours)
  return { person, link: `${origin}/r/${token}`, expiresAt }
}
