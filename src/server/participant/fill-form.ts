import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import type { FilledForm, StepForm } from '../../store/assisted/record-form.ts'
import { checkAnswers, type FormAnswers, passes } from './form-answers.ts'

type Plan = Pick<AssistedPlan, 'eligibility' | 'baseline' | 'attentionChecks' | 'questionnaire'>

/**
 * A form as it goes on record: of eligibility and attention whether the answers pass, and nothing of what they were.
 *
 * @throws ProblemError PART_ANSWER
 */
export function fillForm(plan: Plan, step: StepForm, given: FormAnswers): FilledForm {
  const answers = checkAnswers(questionsOf(plan, step), given)
  switch (step) {
    case 'eligibility':
      return { step, passed: passes(plan.eligibility, answers), answers: {} }
    case 'attention':
      return { step, passed: passes(plan.attentionChecks, answers), answers: {} }
    default:
      return { step, passed: null, answers }
  }
}

function questionsOf(plan: Plan, step: StepForm): readonly FormQuestion[] {
  return step === 'attention' ? plan.attentionChecks : plan[step]
}
