import type { BrokenRule } from '../broken-rule.ts'
import type { AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted, twiceIn } from './broken-assisted.ts'
import type { FormQuestion } from './question-schema.ts'

/** In the order in which a participant meets them. */
const forms = ['eligibility', 'baseline', 'attentionChecks', 'questionnaire'] as const
type FormName = (typeof forms)[number]

/** Questions have ids of their own over all forms; those that let somebody pass say which answers do. */
export function formRules(assisted: AssistedPlan): BrokenRule[] {
  const placed = forms.flatMap((form) =>
    assisted[form].map((question, index) => ({ form, question, path: ['assisted', form, index] })),
  )
  return placed.flatMap(({ form, question, path }, order) => [
    ...(placed.findIndex((other) => other.question.id === question.id) === order
      ? []
      : [
          {
            code: 'PROTOCOL_ID_TWICE',
            path: [...path, 'id'],
            message: 'Two questions have the same id.',
            value: question.id,
            expected: 'an id of its own for every question, over all forms',
          },
        ]),
    ...questionRules(question, path),
    ...acceptRules(form, question, path),
  ])
}

function questionRules(question: FormQuestion, path: readonly (string | number)[]): BrokenRule[] {
  switch (question.kind) {
    case 'text':
      return []
    case 'scale':
      return question.min < question.max
        ? []
        : [
            brokenAssisted(
              'QUESTION',
              [...path, 'max'],
              'The scale ends before it begins.',
              question.max,
              `more than min (${question.min})`,
            ),
          ]
    case 'choice':
      return twiceIn(
        question.options.map(({ id }) => id),
        [...path, 'options'],
        ['id'],
        'Two options have the same id.',
      )
  }
}

function acceptRules(
  form: FormName,
  question: FormQuestion,
  path: readonly (string | number)[],
): BrokenRule[] {
  const decides = form === 'eligibility' || form === 'attentionChecks'
  const accept = question.kind === 'choice' ? question.accept : undefined
  if (!decides) {
    return accept === undefined
      ? []
      : [
          brokenAssisted(
            'ACCEPT',
            [...path, 'accept'],
            'Nobody passes or fails this form.',
            accept.join(', '),
            'accept in eligibility and attentionChecks only',
          ),
        ]
  }
  if (question.kind !== 'choice' || accept === undefined) {
    return [
      brokenAssisted(
        'ACCEPT',
        path,
        'The question does not say which answers pass.',
        question.id,
        'kind: choice with accept, a list of options',
      ),
    ]
  }
  const options = question.options.map(({ id }) => id)
  return [
    ...accept.flatMap((option, index) =>
      options.includes(option)
        ? []
        : [
            brokenAssisted(
              'ACCEPT',
              [...path, 'accept', index],
              'The question has no such option.',
              option,
              options.join(', '),
            ),
          ],
    ),
    ...(question.optional === true
      ? [
          brokenAssisted(
            'ACCEPT',
            [...path, 'optional'],
            'Who leaves the question out would neither pass nor fail.',
            'true',
            'no optional',
          ),
        ]
      : []),
  ]
}
