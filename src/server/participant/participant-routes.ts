import { problem } from '../../problem.ts'
import { decide } from '../../store/assisted/decide.ts'
import { enrol, participantOf } from '../../store/assisted/enrol.ts'
import { randomise } from '../../store/assisted/randomise.ts'
import { recordForm } from '../../store/assisted/record-form.ts'
import { readTrialCounts } from '../../store/assisted/trial-counts.ts'
import { withdraw } from '../../store/assisted/withdraw.ts'
import { readCodingTotals } from '../../store/coding/coding-totals.ts'
import { readBody } from '../access/read-body.ts'
import { participantIn, type Route, type ServerContext } from '../access/route.ts'
import { keepPartToken } from '../access/session-cookie.ts'
import {
  partAnswersSchema,
  partConsentSchema,
  partDecisionSchema,
  partReadSchema,
  partWithdrawSchema,
} from '../contract/participant.ts'
import type { StudyTrial } from '../contract/trial.ts'
import { plainPage } from '../pages/plain-page.ts'
import { checkDecision } from './check-decision.ts'
import { fillForm } from './fill-form.ts'
import { messageRoutes } from './message-routes.ts'
import type { OpenTrial } from './open-trial.ts'
import { partRoute, type ReadTrial } from './part-route.ts'
import { partView, standingOf } from './part-view.ts'
import { typedText } from './typed-text.ts'

export interface ParticipantRoutesOptions {
  readonly readTrial: ReadTrial
  /** How far the trial is, and so what of it may be told. */
  readonly readState: () => Promise<StudyTrial['state']>
  /** Address that browsers use, without a path. */
  readonly origin: string
  readonly onFault: (error: unknown) => void
}

/** The page that the public comes in by. */
export const publicEntry = '/take-part'

/** Everything that participants of a trial can reach, and the counts for those who run it. */
export function participantRoutes({
  readTrial,
  readState,
  origin,
  onFault,
}: ParticipantRoutesOptions): Route[] {
  const secure = origin.startsWith('https://')
  const route = partRoute(readTrial, onFault)
  const show = async (context: ServerContext, trial: OpenTrial, person: string, token: string) =>
    context.json(await partView(trial, await standingOf(trial, person), `${origin}/p/${token}`))
  const showAgain = (context: ServerContext, trial: OpenTrial) => {
    const { person, token } = participantIn(context)
    return show(context, trial, person, token)
  }
  return [
    // It changes nothing, so a program that looks into mails may open it. Whoever has the link is the participant.
    route('GET', '/p/:token', 'everyone', async (context, trial) => {
      const token = context.req.param('token') ?? ''
      if ((await participantOf(trial.store, trial.study, token)) === null) {
        const words = '<p>This link is not known here. Check that it was copied whole.</p>'
        return context.html(plainPage('This link does not open', words), 404)
      }
      keepPartToken(context, token, secure)
      return context.redirect(publicEntry, 303)
    }),
    route('GET', '/api/part', 'everyone', async (context, trial) => {
      if (context.get('participant') !== null) return showAgain(context, trial)
      return context.json(await partView(trial, null, null))
    }),
    route('POST', '/api/part/consent', 'everyone', async (context, trial) => {
      const { version } = await readBody(context, partConsentSchema)
      if (context.get('participant') !== null) return showAgain(context, trial)
      if (version !== trial.plan.consent.version) throw consentChanged()
      const before = await partView(trial, null, null)
      if (before.step.at !== 'consent') return context.json(before)
      const { person, token } = await enrol(trial.store, trial.study, {
        kind: 'real',
        consentVersion: version,
      })
      keepPartToken(context, token, secure)
      return show(context, trial, person, token)
    }),
    route('POST', '/api/part/answers', 'participant', async (context, trial) => {
      const { step, answers } = await readBody(context, partAnswersSchema)
      const { person } = participantIn(context)
      const standing = await standingOf(trial, person)
      // A form that was sent twice was filled in once.
      if (standing?.next.at === step) {
        await recordForm(trial.store, trial.study, person, fillForm(trial.plan, step, answers))
      }
      return showAgain(context, trial)
    }),
    route('POST', '/api/part/instructions', 'participant', async (context, trial) => {
      await readBody(context, partReadSchema)
      const { person } = participantIn(context)
      const standing = await standingOf(trial, person)
      if (standing?.next.at === 'instructions') await randomise(trial.store, trial.study, trial.plan, person)
      return showAgain(context, trial)
    }),
    ...messageRoutes(readTrial, onFault),
    route('POST', '/api/part/decision', 'participant', async (context, trial) => {
      const given = await readBody(context, partDecisionSchema)
      const { person } = participantIn(context)
      const decision = { ...given, conditions: given.conditions.map((words) => typedText(words).trim()) }
      await checkDecision(trial, await standingOf(trial, person), decision)
      const timings = trial.plan.consent.stores.includes('timings')
      await decide(trial.store, trial.study, person, decision, timings)
      trial.conversations.transcripts.forget(decision.encounter)
      return showAgain(context, trial)
    }),
    route('POST', '/api/part/withdraw', 'participant', async (context, trial) => {
      const { delete: deleting } = await readBody(context, partWithdrawSchema)
      const { person } = participantIn(context)
      const standing = await standingOf(trial, person)
      await withdraw(trial.store, trial.study, person, deleting)
      for (const { id } of standing?.part.encounters ?? []) trial.conversations.transcripts.forget(id)
      return showAgain(context, trial)
    }),
    route('GET', '/api/study/trial', ['owner', 'analyst'], async (context, trial) => {
      const { store, study, plan } = trial
      const { stopping, randomisation } = plan
      const state = await readState()
      const isClosed = state === 'coding' || state === 'told'
      const counts: StudyTrial = {
        state,
        link: `${origin}${publicEntry}`,
        ...(await readTrialCounts(store, study, plan)),
        planned: stopping.responsesPerArm * randomisation.ratio.length,
        maxParticipants: stopping.maxParticipants,
        coding: isClosed ? await readCodingTotals(store, study, plan) : null,
      }
      return context.json(counts)
    }),
  ]
}

function consentChanged() {
  return problem(
    'PART_CONSENT_CHANGED',
    'The consent has changed since you read it.',
    'Load the page again and read it once more.',
    { place: { field: 'version' } },
  )
}
