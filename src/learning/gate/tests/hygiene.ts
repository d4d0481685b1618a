import { reviewerSha256 } from '../../preferences/reviewer-split.ts'
import type { GateContext } from '../gate-context.ts'
import { type GateCheck, type GateTest, type GateVerdict, wholeVerdict } from '../gate-results.ts'
import type { GateHistory } from '../record/gate-history.ts'

/** May the numbers be believed? What was trained on, with what features, whether it comes out again, and the marks. */
export function hygieneTest(context: GateContext, history: GateHistory): GateTest {
  const checks = [
    questionsCheck(context),
    ...reviewersChecks(context),
    ...schemaChecks(context),
    ...reproductionChecks(context),
    ...findingChecks(context),
    historyCheck(history),
  ]
  return { id: 'hygiene', title: 'Hygiene', verdict: wholeVerdict(checks), checks }
}

function check(id: string, title: string, verdict: GateVerdict, found: string): GateCheck {
  return {
    ...{ id: `hygiene.${id}`, title, verdict, sentence: `${title}: ${found}.` },
    ...{ questions: null, planned: null, reviewers: null, estimate: null, bound: null, against: null },
    interval: null,
  }
}

function questionsCheck({ plan, outcomes }: GateContext): GateCheck {
  const title = 'No gate question in training'
  const { training, trained } = outcomes.hygiene
  const make = (verdict: GateVerdict, found: string) => check('questions', title, verdict, found)
  if (training === null) {
    if (!trained) return make('pass', 'the candidate is not trained')
    return plan.training === 'declared-none'
      ? make(
          'pass',
          'the plan declares that the candidate was trained on nothing from here; that is not checked',
        )
      : make('needs-judging', 'nothing says what the candidate was trained on; name its file with --training')
  }
  const seen = new Set(training.questionSha256s)
  const leaked = outcomes.questions.filter(({ sha256 }) => seen.has(sha256))
  return leaked.length === 0
    ? make('pass', `none of the ${outcomes.questions.length} is among the ${seen.size} trained on`)
    : make(
        'fail',
        `${leaked.length} of ${outcomes.questions.length} were trained on, such as ${leaked[0]?.id ?? ''}`,
      )
}

/** Whether those who judge here taught the candidate. Only where reviewers are known by a name. */
function reviewersChecks({ plan, outcomes }: GateContext): GateCheck[] {
  const { reviewers } = outcomes
  const { training, trained } = outcomes.hygiene
  if (reviewers === null) return []
  const title = 'Reviewers held out of training'
  const make = (verdict: GateVerdict, found: string) => [check('reviewers', title, verdict, found)]
  const declared = plan.training === 'declared-none' && training === null
  if (!trained || declared) return make('pass', 'the candidate learned from no reviewer of this workspace')
  const heldOut = plan.outcomes === 'answers' ? plan.heldOutReviewers : 'all'
  if (training === null || training.reviewerSha256s === null)
    return heldOut === 'all'
      ? make('needs-judging', 'nothing says whose marks it learned from, and the plan holds no reviewers out')
      : make(
          'pass',
          `marks count of the ${reviewers.length} whom the plan holds out; the training file names nobody`,
        )
  const taught = new Set(training.reviewerSha256s)
  const both = reviewers.filter((reviewer) => taught.has(reviewerSha256(reviewer)))
  return both.length === 0
    ? make('pass', `none of the ${reviewers.length} is among the ${taught.size} it learned from`)
    : make('fail', `${both.length} of ${reviewers.length} taught the candidate`)
}

function schemaChecks({ outcomes }: GateContext): GateCheck[] {
  const { featureSchema } = outcomes.hygiene
  if (featureSchema === null) return []
  const isSame = featureSchema.model === featureSchema.program
  return [
    check(
      'schema',
      'Feature schema',
      isSame ? 'pass' : 'fail',
      isSame
        ? 'the model was trained on the features of this program'
        : `the model was trained on ${featureSchema.model.slice(0, 12)}, the program computes ${featureSchema.program.slice(0, 12)}`,
    ),
  ]
}

function reproductionChecks({ plan, outcomes }: GateContext): GateCheck[] {
  const { reproduced, trained } = outcomes.hygiene
  if (!trained || !plan.reproduction) return []
  const title = 'Trained again'
  if (reproduced === null)
    return [
      check('again', title, 'needs-judging', 'nobody tried; train it again and name that file with --again'),
    ]
  return [
    check(
      'again',
      title,
      reproduced ? 'pass' : 'fail',
      reproduced ? 'the model comes out bit for bit' : 'the second model is not the first',
    ),
  ]
}

function findingChecks({ outcomes }: GateContext): GateCheck[] {
  const blocking = outcomes.hygiene.findings.filter(({ weight }) => weight === 'blocks')
  return blocking.map(({ code, sentence }) =>
    check(`finding.${code}`, 'Finding in the marks', 'fail', sentence.replace(/\.$/, '')),
  )
}

function historyCheck({ earlier, decidedOnOtherData, decidedByOtherPlan }: GateHistory): GateCheck {
  const title = 'Run once'
  if (decidedByOtherPlan)
    return check(
      'record',
      title,
      'fail',
      'another plan, or an earlier version of this one, has decided about these arms on these very questions; a changed plan takes questions that nobody has seen',
    )
  if (decidedOnOtherData)
    return check(
      'record',
      title,
      'fail',
      'this plan has had its last look on other data; a new gate takes a new plan and questions that nobody has seen',
    )
  return check(
    'record',
    title,
    'pass',
    earlier === 0
      ? 'this is the first run of the plan'
      : `${earlier} earlier runs are on record, as the plan allows`,
  )
}
