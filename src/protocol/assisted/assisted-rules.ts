import type { BrokenRule } from '../broken-rule.ts'
import { fillDefaultsV1 } from '../defaults-v1.ts'
import type { ProtocolDocument } from '../schema-v1.ts'
import { armRules } from './arm-rules.ts'
import { brokenAssisted } from './broken-assisted.ts'
import { caseRules } from './case-rules.ts'
import { formRules } from './form-rules.ts'
import { hypothesisRules, outcomeRules } from './outcome-rules.ts'
import { randomisationRules } from './randomisation-rules.ts'
import { sizeRules } from './size-rules.ts'
import { wordRules } from './word-rules.ts'

/** What the schema of an assisted-use trial cannot say: references, uniqueness, and settings that must fit each other. */
export function assistedRules(document: ProtocolDocument): BrokenRule[] {
  const plan = fillDefaultsV1(document)
  const { assisted } = plan
  if (assisted === null) return []
  return [
    ...sectionRules(document),
    ...armRules(plan, assisted),
    ...outcomeRules(plan, assisted),
    ...hypothesisRules(plan, assisted),
    ...caseRules(assisted),
    ...formRules(assisted),
    ...randomisationRules(document, plan, assisted),
    ...sizeRules(assisted),
    ...wordRules(plan, assisted),
  ]
}

/** Sections of studies in which reviewers mark answers. Beside decisions of participants they would promise what is not done. */
function sectionRules(document: ProtocolDocument): BrokenRule[] {
  const instead = {
    items: 'the cases of the section assisted, which are the items',
    reviewPlan: 'assisted.stopping and assisted.power, which the size is planned with',
    review: 'assisted.coding, which says who codes decisions',
    renderings: 'no renderings: every participant sees the same page',
    factorial: 'no factorial',
  } as const
  return [
    ...(['items', 'reviewPlan', 'review', 'renderings', 'factorial'] as const).flatMap((section) =>
      document[section] === undefined
        ? []
        : [
            brokenAssisted(
              'SECTION',
              [section],
              'An assisted-use trial has no such section.',
              section,
              instead[section],
            ),
          ],
    ),
    ...((document.looks?.information.length ?? 1) > 1
      ? [
          brokenAssisted(
            'SECTION',
            ['looks', 'information'],
            'Decisions are analysed once, when every arm has its responses.',
            document.looks?.information.join(', ') ?? '',
            '[1], or no looks',
          ),
        ]
      : []),
  ]
}
