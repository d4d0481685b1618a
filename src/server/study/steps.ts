import { openSlots, ownQuestions } from '../../items/slots.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count, counted } from '../../report/format.ts'
import type { ItemSet } from '../../store/reading/item-sources.ts'
import type { Study, StudyStep } from '../contract/study.ts'

export interface StepData {
  readonly study: Omit<Study, 'steps'>
  readonly plan: Plan
  readonly sets: readonly ItemSet[]
  readonly command: (words: string) => string
}

/** What an organiser does on the way to results, in order; what is done in a terminal comes with its commands. */
export function studySteps(data: StepData): readonly StudyStep[] {
  const { study } = data
  // Marks that were made elsewhere need no review.
  const reviewed = study.state.review !== 'not-open' || study.importedMarks === 0
  return [
    questionsStep(data),
    lockStep(data),
    answersStep(data),
    ...(reviewed
      ? [namesStep(data), openStep(data), peopleStep(data), marksStep(data), unblindStep(data)]
      : []),
    resultsStep(data, reviewed),
  ]
}

function questionsStep({ study, plan, sets, command }: StepData): StudyStep {
  const origins = sets.flatMap(({ origin, askable }) => Array.from({ length: askable }, () => origin))
  const [open] = openSlots(plan.items, origins, 'protocol.yaml')
  const missing = plan.items.filter(
    ({ from, n }) => (sets.find(({ origin }) => origin === from)?.askable ?? 0) < n,
  )
  const wanted =
    study.questions.loaded === 0 && missing.length === 0 ? [{ from: ownQuestions, n: 0 }] : missing
  return {
    id: 'questions',
    title: 'Bring in the questions',
    done: wanted.length === 0,
    state: open?.message ?? counted(study.questions.loaded, 'question'),
    commands: wanted.flatMap(({ from, n }) =>
      from === ownQuestions
        ? [command('import questions.csv --mapping questions.yaml')]
        : [`equipoise data get ${from}`, command(`import items ${from} path/to/file --sample ${n}`)],
    ),
  }
}

function lockStep({ study, command }: StepData): StudyStep {
  const { lock } = study.state
  return {
    id: 'lock',
    title: 'Lock the plan',
    done: lock?.current === true,
    state:
      lock === null
        ? 'Not locked. Without a lock every result is exploratory.'
        : lock.current
          ? `Version ${lock.version}, ${lock.retrospective ? 'after the first marks' : 'before any mark'}`
          : 'The protocol was changed since it was locked.',
    commands:
      lock === null ? [command('lock')] : lock.current ? [] : [command('lock --amend "why it was changed"')],
  }
}

function answersStep({ study, command }: StepData): StudyStep {
  const asked = study.arms.reduce((sum, arm) => sum + arm.asked, 0)
  // Before there are questions every arm is waited for.
  const waiting = study.arms.filter((arm) => arm.waiting > 0 || asked === 0)
  const open = waiting.reduce((sum, arm) => sum + arm.waiting, 0)
  const withheld = study.arms.reduce((sum, arm) => sum + arm.withheld, 0)
  const by = (way: Study['arms'][number]['comesBy']) => waiting.some(({ comesBy }) => comesBy === way)
  return {
    id: 'answers',
    title: 'Get the answers',
    done: asked > 0 && open === 0,
    state: [
      `${count(asked - open - withheld)} of ${count(asked)} settled`,
      ...(withheld > 0 ? [`${count(withheld)} withheld`] : []),
    ].join(', '),
    commands: [
      ...(by('import') ? [command('import answers.csv --mapping answers.yaml')] : []),
      ...(by('call') ? [command('run')] : []),
      ...(by('capture')
        ? [command('capture export --to queue.csv'), command('capture import queue-filled.csv')]
        : []),
      ...(withheld > 0 ? [command('screen')] : []),
    ],
  }
}

function namesStep({ study }: StepData): StudyStep {
  const { found, undecided, complete } = study.names
  const answers = study.arms.reduce((sum, arm) => sum + arm.answered, 0)
  return {
    id: 'names',
    title: 'Decide about names in the answers',
    done: study.state.review !== 'not-open' || (answers > 0 && undecided === 0 && complete),
    state: !complete
      ? 'the answers are being looked through'
      : found === 0
        ? answers > 0
          ? 'none found'
          : ''
        : `${counted(found, 'answer')} with names, ${undecided === 0 ? 'all decided' : `${count(undecided)} to be decided`}`,
    commands: [],
  }
}

function openStep({ study }: StepData): StudyStep {
  return {
    id: 'open',
    title: 'Open the review',
    done: study.state.review !== 'not-open',
    state: study.reviews === null ? '' : `${counted(study.reviews.planned, 'review')} planned`,
    commands: [],
  }
}

function peopleStep({ study, plan }: StepData): StudyStep {
  const wanted = Math.max(1, plan.reviewPlan?.reviewers ?? plan.review.reviewersPerQuestion)
  const invited = (study.people ?? []).filter(({ role }) => role === 'reviewer').length
  return {
    id: 'people',
    title: 'Invite the reviewers',
    done: invited >= wanted,
    state: `${count(invited)} of ${count(wanted)} invited`,
    commands: [],
  }
}

function marksStep({ study }: StepData): StudyStep {
  const { reviews } = study
  return {
    id: 'marks',
    title: 'Reviewers mark the answers',
    done: study.state.review === 'unblinded' || (reviews !== null && reviews.done === reviews.planned),
    state: reviews === null ? '' : `${count(reviews.done)} of ${counted(reviews.planned, 'review')} done`,
    commands: [],
  }
}

function unblindStep({ study }: StepData): StudyStep {
  const { unblinded } = study.state
  return {
    id: 'unblind',
    title: 'Unblind the study',
    done: unblinded !== null,
    state: '',
    commands: [],
  }
}

function resultsStep({ study }: StepData, reviewed: boolean): StudyStep {
  const ready = reviewed ? study.state.review === 'unblinded' : study.importedMarks > 0
  return {
    id: 'results',
    title: 'Read the results',
    done: ready,
    state: ready ? '' : 'after unblinding',
    commands: [],
  }
}
