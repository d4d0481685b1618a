import { randomUUID } from 'node:crypto'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import { counted } from '../../report/format.ts'
import { fillForm } from '../../server/participant/fill-form.ts'
import type { FormAnswers } from '../../server/participant/form-answers.ts'
import type { OpenTrial } from '../../server/participant/open-trial.ts'
import { standingOf } from '../../server/participant/part-view.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { decide } from '../../store/assisted/decide.ts'
import { enrol } from '../../store/assisted/enrol.ts'
import { randomise } from '../../store/assisted/randomise.ts'
import type { EncounterState } from '../../store/assisted/read-part.ts'
import { recordForm } from '../../store/assisted/record-form.ts'
import { notOpen, readTrialState } from '../../store/assisted/trial-state.ts'
import type { TrialOptions } from '../commands/trial.ts'
import { disposing } from '../disposing.ts'
import type { OpenStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { faultWords } from '../serving/fault-words.ts'
import type { Terminal } from '../terminal.ts'
import { servedTrial } from './served-trial.ts'
import { simulatedDecision, simulatedMessage } from './simulated-person.ts'
import { neverOpened } from './trial-protocol.ts'

const usualParticipants = 20
const usualFidelity = 0.7
const atOnce = 8

/**
 * Lets simulated participants go the whole way of a real one: they talk with the real arms, at the real cost, and take over what the
 * last answer says with a chance of `fidelity`. They are marked as simulated for good, have a list of allocations of their own,
 * and count for nothing that is said of people.
 */
export async function simulateTrial(
  study: OpenStudy,
  options: TrialOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if ((await readTrialState(study.store, study.record)) === null) throw neverOpened(study)
  const { participants = usualParticipants, seed = 1, fidelity = usualFidelity } = options
  const served = servedTrial(study, (error) => terminal.note(faultWords(error)))
  return disposing(served, async ({ readTrial }) => {
    const trial = await readTrial()
    if (trial === null) throw notOpen()
    let next = 0
    let decisions = 0
    let unanswered = 0
    const work = async () => {
      while (next < participants) {
        const number = next++
        const lot = createGenerator(seed, 'simulated participant', number)
        const given = await takePart(trial, fidelity, lot)
        // Others have added to it meanwhile.
        decisions += given.decisions
        unanswered += given.unanswered
        terminal.progress('SIMULATED participants', number + 1, participants)
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, participants) }, work))
    await trial.conversations.idle()
    terminal.endProgress()
    return {
      json: { simulated: participants, decisions, unanswered, seed, fidelity },
      lines: [
        `SIMULATED: ${counted(participants, 'participant')} took part and gave ${counted(decisions, 'decision')}, seed ${seed}.`,
        ...(unanswered === 0
          ? []
          : [
              `In ${counted(unanswered, 'conversation')} the arm gave no answer; there they guessed as without help.`,
            ]),
        'They are marked as simulated wherever they show, and are never counted as people.',
      ],
    }
  })
}

interface Taken {
  readonly decisions: number
  /** Conversations in which no answer came. */
  readonly unanswered: number
}

/** One simulated participant from the consent to the end. */
async function takePart(trial: OpenTrial, fidelity: number, lot: Generator): Promise<Taken> {
  const { store, study, plan } = trial
  const { person } = await enrol(store, study, { kind: 'simulated', consentVersion: plan.consent.version })
  let decisions = 0
  let unanswered = 0
  for (;;) {
    const standing = await standingOf(trial, person)
    const next = standing?.next
    switch (next?.at) {
      case 'eligibility':
      case 'baseline':
      case 'attention':
      case 'questionnaire': {
        const questions = next.at === 'attention' ? plan.attentionChecks : plan[next.at]
        await recordForm(store, study, person, fillForm(plan, next.at, answersTo(questions, lot)))
        break
      }
      case 'instructions':
        if ((await randomise(store, study, plan, person)) === 'closed') return { decisions, unanswered }
        break
      case 'case': {
        const encounter = standing?.part.encounters[next.place]
        if (encounter === undefined) return { decisions, unanswered }
        const talks = trial.arms.has(encounter.arm)
        const said = talks ? await converse(trial, person, encounter, lot) : null
        if (talks && said === null) unanswered += 1
        const decision = simulatedDecision(plan, encounter.case, said, fidelity, lot)
        // Of somebody who is no person there are no seconds.
        await decide(store, study, person, { ...decision, encounter: encounter.id, key: randomUUID() }, false)
        trial.conversations.transcripts.forget(encounter.id)
        decisions += 1
        break
      }
      default:
        return { decisions, unanswered }
    }
  }
}

/** Options that pass, where a question has such; otherwise any. */
function answersTo(questions: readonly FormQuestion[], lot: Generator): FormAnswers {
  return Object.fromEntries(
    questions.flatMap((question): readonly (readonly [string, string | number])[] => {
      if (question.kind === 'text') return question.optional === true ? [] : [[question.id, 'SIMULATED']]
      if (question.kind === 'scale')
        return [[question.id, question.min + lot.integerBelow(question.max - question.min + 1)]]
      const open = question.accept ?? question.options.map(({ id }) => id)
      return [[question.id, open[lot.integerBelow(open.length)] ?? '']]
    }),
  )
}

/** Sends as many messages as the plan asks for, one at least. @returns The last answer; null where none came. */
async function converse(
  trial: OpenTrial,
  person: string,
  encounter: EncounterState,
  lot: Generator,
): Promise<string | null> {
  const { plan, conversations } = trial
  const messages = Math.min(plan.chat.maxTurns, Math.max(1, plan.chat.minTurns))
  for (let number = 1; number <= messages; number++) {
    const present = await presentEncounter(trial, person, encounter.id)
    if (present === null) return null
    const text = simulatedMessage(caseOf(plan, encounter.case), number, plan.chat.maxCharacters, lot)
    const said = await conversations.say({
      person,
      encounter: present,
      key: randomUUID(),
      text,
      again: false,
    })
    if (said.state !== 'under-way') break
    await said.call.ended
  }
  const present = await presentEncounter(trial, person, encounter.id)
  if (present === null) return null
  const words = await conversations.transcripts.of(present)
  return (
    present.messages.map(({ id }) => words.get(id)?.arm ?? null).findLast((text) => text !== null) ?? null
  )
}

async function presentEncounter(
  trial: OpenTrial,
  person: string,
  id: string,
): Promise<EncounterState | null> {
  const standing = await standingOf(trial, person)
  return standing?.part.encounters.find((one) => one.id === id) ?? null
}

function caseOf(plan: AssistedPlan, id: string) {
  const found = plan.cases.find((one) => one.id === id)
  if (found === undefined) throw new RangeError(`the plan has no case ${id}`)
  return found
}
