import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { knownItemRules } from './known-item-rules.ts'
import { namedIn } from './named-in.ts'
import { pairShareRules } from './pair-shares.ts'
import { fillReview, type ReviewSection, type ReviewSetup, reviewedAxes } from './review-section.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** What the schema of the section cannot say. */
export function reviewSectionRules(document: ProtocolDocument): BrokenRule[] {
  const section = document.review
  if (section === undefined) return []
  return [
    ...sizeRules(section, document),
    ...pairShareRules(section.pairs ?? [], armsOf(document), 'review', 'PROTOCOL_REVIEW'),
    ...axisRules(section, document),
    ...formRules(section, document),
    ...saidTwiceRules(section, document),
    ...blindRules(section, document),
    ...rulebookRules(section),
    ...knownItemRules(section, document),
  ]
}

function armsOf(document: ProtocolDocument): readonly string[] {
  return document.arms.map((arm) => arm.id)
}

function broken(
  field: readonly (string | number)[],
  message: string,
  value: string | number,
  expected: string,
): BrokenRule {
  return { code: 'PROTOCOL_REVIEW', path: ['review', ...field], message, value: String(value), expected }
}

function sizeRules(section: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const { reviewersPerQuestion, comparisonsPerQuestion } = section
  const reviewers = document.reviewPlan?.reviewers ?? Number.POSITIVE_INFINITY
  const pairs = (document.arms.length * (document.arms.length - 1)) / 2
  return [
    ...(reviewersPerQuestion !== undefined && reviewersPerQuestion > reviewers
      ? [
          broken(
            ['reviewersPerQuestion'],
            'A question cannot have more reviewers than there are.',
            reviewersPerQuestion,
            `1 to ${reviewers}`,
          ),
        ]
      : []),
    ...(comparisonsPerQuestion !== undefined && comparisonsPerQuestion > pairs
      ? [
          broken(
            ['comparisonsPerQuestion'],
            'A reviewer cannot compare more pairs of answers than the arms make.',
            comparisonsPerQuestion,
            `1 to ${pairs}`,
          ),
        ]
      : []),
  ]
}

function axisRules({ axes = [] }: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const known = document.axes.map(({ id }) => id)
  return axes.flatMap((axis, index) => [
    ...(known.includes(axis) ? [] : [unknownReference(['review', 'axes', index], 'axis', axis, known)]),
    ...(axes.indexOf(axis) === index
      ? []
      : [broken(['axes', index], 'An axis is named twice.', axis, 'each axis once')]),
  ])
}

function formRules(section: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const { forms = [] } = section
  const known = [...new Set(reviewedAxes(section, document.axes).map((axis) => axis.form))]
  return forms.flatMap((form, index) => [
    ...(known.includes(form) ? [] : [unknownReference(['review', 'forms', index], 'form', form, known)]),
    ...(forms.indexOf(form) === index
      ? []
      : [broken(['forms', index], 'A form is named twice.', form, 'each form once')]),
  ])
}

/** What `equipoise power` plans with is what is dealt out: the two sections may repeat, not contradict each other. */
function saidTwiceRules(section: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const { reviewPlan } = document
  if (reviewPlan === undefined) return []
  const own = fillReview(section, document)
  const planned = fillReview(undefined, document)
  return (['reviewersPerQuestion', 'comparisonsPerQuestion', 'pairs'] as const).flatMap((field) => {
    if (section[field] === undefined) return []
    if (rounded(own[field]) === rounded(planned[field])) return []
    return [
      broken(
        [field],
        'The section reviewPlan says something else, and the sample size rests on that.',
        JSON.stringify(section[field]),
        typeof planned[field] === 'number'
          ? String(planned[field])
          : 'the same in both, or in one of them only',
      ),
    ]
  })
}

/** Shares that are worked out from others differ in their last bits. */
function rounded(value: ReviewSetup['reviewersPerQuestion' | 'pairs']): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' ? Number(part.toPrecision(9)) : part,
  )
}

function blindRules(section: ReviewSection, document: ProtocolDocument): BrokenRule[] {
  const notes = section.training ?? []
  const texts = [
    { field: ['title'], text: section.title ?? '' },
    ...notes.map(({ note = '' }, index) => ({ field: ['training', index, 'note'], text: note })),
  ]
  const labels = document.arms.map((arm) => arm.label ?? arm.id)
  return texts.flatMap(({ field, text }) =>
    labels
      .filter((label) => namedIn(text, label))
      .map((label) =>
        broken(field, 'Reviewers would read the name of an arm.', label, 'words that tell of no arm'),
      ),
  )
}

function rulebookRules({ rulebook }: ReviewSection): BrokenRule[] {
  if (rulebook === undefined) return []
  const parts = rulebook.split('/')
  const inside = !/^([a-z]:|[\\/])/i.test(rulebook) && !rulebook.includes('\\') && !parts.includes('..')
  if (inside && parts.at(-1) !== '') return []
  return [
    broken(
      ['rulebook'],
      'The rulebook is no file in the folder of the study.',
      rulebook,
      'a path from that folder, for example rulebook.md',
    ),
  ]
}
