import type { BrokenRule } from '../broken-rule.ts'
import { namedIn } from '../named-in.ts'
import type { Plan } from '../plan.ts'
import type { AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted } from './broken-assisted.ts'

/**
 * Participants do not know which arm they talk with: nothing they read names one. The consent may, where it says to whom messages
 * are sent, all of them together.
 */
export function wordRules(plan: Plan, assisted: AssistedPlan): BrokenRule[] {
  const labels = plan.arms.filter(({ id }) => id !== assisted.control).map(({ label }) => label)
  const forms = ['eligibility', 'baseline', 'attentionChecks', 'questionnaire'] as const
  const texts = [
    { path: ['title'], text: assisted.title },
    { path: ['question'], text: assisted.question },
    { path: ['instructions'], text: assisted.instructions },
    { path: ['controlPage'], text: assisted.controlPage },
    ...assisted.cases.flatMap(({ title, text }, index) => [
      { path: ['cases', index, 'title'], text: title },
      { path: ['cases', index, 'text'], text },
    ]),
    ...forms.flatMap((form) =>
      assisted[form].map(({ text }, index) => ({ path: [form, index, 'text'], text })),
    ),
  ]
  return texts.flatMap(({ path, text }) =>
    labels
      .filter((label) => namedIn(text, label))
      .map((label) =>
        brokenAssisted(
          'NAMED',
          ['assisted', ...path],
          'Participants would read the name of an arm.',
          label,
          'words that tell of no arm',
        ),
      ),
  )
}
