import { isPutTo, openSlots } from '../items/slots.ts'
import type { PlannedArm } from '../protocol/plan.ts'
import { capturableArms } from '../server/capture/planned-capture.ts'
import { counts } from '../store/reading/counts.ts'
import { type Progress, readProgress } from '../store/reading/read-progress.ts'
import { readBlindness } from '../store/review/unblind.ts'
import type { OpenStudy } from './open-study.ts'
import { shellPath } from './shell-word.ts'
import { shownPath } from './study-folder.ts'
import { storedLocks } from './study-locks.ts'
import { readTrialBlindness } from './trial/trial-blindness.ts'

const bringMarks = 'import marks.csv --mapping mapping.yaml'
const bringAnswers = ['import answers.csv --mapping answers.yaml', 'review screen'] as const
const bringQuestions = 'import questions.csv --mapping mapping.yaml'

/**
 * The commands that bring a study on from where it is, for a person to copy.
 *
 * @param path The folder of the study as the person named it.
 */
export async function nextSteps(study: OpenStudy, path: string): Promise<string> {
  const isLocked = (await storedLocks(study)).length > 0
  const steps = [...(isLocked ? [] : ['lock']), ...(await towardsVerdict(study))]
  return `Next: ${steps.map((step) => `equipoise ${step} --study ${shellPath(path)}`).join(', then ')}`
}

async function towardsVerdict(study: OpenStudy): Promise<string[]> {
  if (study.protocol.plan.assisted !== null) return towardsDecisions(study)
  if ((await counts(study.store, study.record)).judgments > 0) return ['analyse']
  const { plan } = study.protocol
  const progress = await readProgress(study.store, study.record)
  const lacking = plan.arms.filter((arm) => lacksAnswers(study, arm, progress))
  const captured = capturableArms(plan)
  const steps = [
    ...(lacking.some((arm) => arm.source !== null && !captured.has(arm.id)) ? ['run'] : []),
    ...(lacking.some((arm) => captured.has(arm.id)) ? ['capture export --to queue.csv'] : []),
  ]
  // Answers that are all there are marked by people here; without answers, and where no review is planned, the marks come
  // from elsewhere.
  if (steps.length === 0 && progress.answers.size > 0) return [await towardsMarks(study)]
  if (steps.length === 0)
    return isReviewPlanned(study) ? [...questionsFirst(study, progress), ...bringAnswers] : [bringMarks]
  return [...questionsFirst(study, progress), ...steps]
}

/** Of an assisted-use trial: people decide, and coders say what of it is right. */
async function towardsDecisions({ store, record }: OpenStudy): Promise<string[]> {
  switch (await readTrialBlindness(store, record)) {
    case 'no-trial':
      return ['register', 'trial open']
    case 'open':
      return ['serve']
    case 'coding':
      return ['coding open', 'serve']
    case 'told':
      return ['analyse']
  }
}

function questionsFirst(study: OpenStudy, progress: Progress): string[] {
  return hasQuestions(study, progress) ? [] : [bringQuestions]
}

/** Whether the protocol says how people here will mark, so that answers have to come before marks. */
function isReviewPlanned({ protocol }: OpenStudy): boolean {
  return protocol.document.review !== undefined || protocol.document.reviewPlan !== undefined
}

async function towardsMarks({ store, record }: OpenStudy): Promise<string> {
  const { state } = await readBlindness(store, record)
  return state === 'no-review' ? 'review screen' : 'serve'
}

function lacksAnswers({ protocol }: OpenStudy, arm: PlannedArm, { askable, answers }: Progress): boolean {
  const { items, collect } = protocol.plan
  let asked = 0
  for (const [origin, n] of askable) if (isPutTo(items, origin, arm.id)) asked += n
  // Without questions nothing can be asked yet, and everything is lacking.
  return askable.size === 0 || (answers.get(arm.id) ?? 0) < asked * collect.replicates
}

function hasQuestions({ protocol, folder }: OpenStudy, { askable }: Progress): boolean {
  const origins = [...askable].flatMap(([origin, n]) => Array<string>(n).fill(origin))
  return (
    origins.length > 0 && openSlots(protocol.plan.items, origins, shownPath(folder.protocol)).length === 0
  )
}
