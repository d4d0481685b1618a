import type { TrainedModel } from '../trained-model.ts'

/** Below so many questions a model is a first try. */
const fewQuestions = 100

/** What a model may not be trusted for, by what it is and what it was trained on. */
export function limitsOf({ kind, training, abstention }: TrainedModel): readonly string[] {
  const { questions, licences, reviewers } = training
  return [
    'For research and evaluation. Not a medical device, and not validated for care.',
    'It passed no gate yet: figures on its own training questions, held out or not, are no evidence for use.',
    ...(kind === 'ranker'
      ? [
          'It puts passages in order that were found before; what was not found it cannot bring.',
          'Questions of another kind, other sources or another language may be ranked worse than by the prior.',
        ]
      : ['It predicts what these reviewers would prefer, which is not whether an answer is right.']),
    ...(questions < fewQuestions
      ? [`It was trained on ${questions} questions: differences of a few hundredths are within chance.`]
      : []),
    ...(reviewers > 0 && reviewers < 3
      ? [`It learned from ${reviewers} reviewer${reviewers === 1 ? '' : 's'}, whose habits are in it.`]
      : []),
    ...(abstention === null
      ? ['It has no abstention head: when to decline is decided without it.']
      : abstention.calibration.questions === 0
        ? [
            'Its abstention head is not calibrated: there were too few calibration questions, so its probabilities are rough.',
          ]
        : []),
    ...(licences.includes('unknown')
      ? ['The licence of some of its data is unknown: look it up before the model is passed on.']
      : []),
  ]
}
