import type { ModelCard } from '../../../src/learning/model/card/model-card.ts'
import { counted, decimal } from '../../../src/report/format.ts'
import { Hash } from './version-words.tsx'

/** What a model is and what it learned from; the small print on request. */
export function CardFacts({ card }: { readonly card: ModelCard }) {
  const { training, gateQuestions, keptOutQuestions } = card
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Learned from</dt>
          <dd>
            {counted(training.pairs, 'preference')} of {counted(training.questions, 'question')},{' '}
            {training.reviewers === 0
              ? 'from grades in which reviewers are not told apart'
              : `by ${counted(training.reviewers, 'reviewer')}`}
            {card.files.length > 0 && ` (${card.files.map(({ name }) => lastOf(name)).join(', ')})`}
          </dd>
        </div>
        <div>
          <dt>Licence</dt>
          <dd>{training.licences.join('; ') || 'none stated'}</dd>
        </div>
        <div>
          <dt>Kept out</dt>
          <dd>
            {counted(gateQuestions, 'question')} for the gate
            {keptOutQuestions > 0 && `, ${counted(keptOutQuestions, 'question')} by name`}
          </dd>
        </div>
      </dl>
      <h4>Limits, as of its training</h4>
      <ul>
        {card.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <details>
        <summary>How it was trained</summary>
        <dl className="facts">
          <div>
            <dt>Kind</dt>
            <dd>
              {card.kind === 'ranker' ? 'ranker of passages' : 'reward model of answers'}, linear,{' '}
              {counted(card.features, 'feature')}; weight of the label-free prior{' '}
              {decimal(card.priorWeight, 3)}
            </dd>
          </div>
          <div>
            <dt>Weightiest</dt>
            <dd>
              {card.weightiest.map(({ feature, weight }) => `${feature} ${decimal(weight, 3)}`).join(', ') ||
                'none'}
            </dd>
          </div>
          <div>
            <dt>Penalty</dt>
            <dd>
              L2 {String(training.l2)}, {training.l2Rule}; seed {training.seed}
            </dd>
          </div>
          <div>
            <dt>Hashes</dt>
            <dd>
              data <Hash of={training.dataSha256} />, features <Hash of={card.featureSchemaSha256} />
            </dd>
          </div>
          <div>
            <dt>Software</dt>
            <dd>{card.softwareVersion}</dd>
          </div>
        </dl>
      </details>
    </>
  )
}

/** The name of a file without its folders: where it lay is no business of a page. */
function lastOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
