import { weekStrip, weekStripWords } from '../../../src/report/figures/week-strip.ts'
import { count, decimal, pValue } from '../../../src/report/format.ts'
import type { ModelsDrift, ModelsPage } from '../../../src/server/contract/models.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import {
  crossedFirst,
  driftWords,
  isFeature,
  periodWords,
  stateWords,
  stripOf,
  valueWords,
} from '../words/drift-words.ts'
import { Command } from './command.tsx'

/** Whether what is asked and answered has changed since the version was let through. */
export function DriftPart({ page }: { readonly page: ModelsPage }) {
  const { corpus, drift, watching } = page
  if (corpus === null || drift === null) return null
  const counted = drift.baseline.questions + drift.present.questions > 0
  return (
    <section aria-labelledby="drift-title">
      <h2 id="drift-title">Drift</h2>
      {!counted && (
        <>
          <p>
            No question of this version was counted. A server counts only where it is told to: numbers by
            week, no word of a question.
          </p>
          <Command line={`equipoise serve --corpus ${corpus} --watch`} />
        </>
      )}
      {counted && <Counted drift={drift} corpus={corpus} sample={isSampleServed(page)} />}
      <p className="small">
        {watching ? 'This server counts questions.' : 'This server counts nothing itself.'}
      </p>
    </section>
  )
}

function isSampleServed({ models }: ModelsPage): boolean {
  return models.some(({ standing, card }) => standing === 'served' && card?.sample === true)
}

interface CountedProps {
  readonly drift: ModelsDrift
  readonly corpus: string
  readonly sample: boolean
}

function Counted({ drift, corpus, sample }: CountedProps) {
  const features = crossedFirst(drift.findings.filter(isFeature))
  const answers = crossedFirst(drift.findings.filter((finding) => !isFeature(finding)))
  return (
    <>
      <p>
        <strong>{driftWords(drift)}</strong> Looked at is {periodWords(drift.present)}, against{' '}
        {periodWords(drift.baseline)}, with which the version began.
      </p>
      <h3>Answers</h3>
      <FindingsTable caption="Drift of answers" value="Value" findings={answers} />
      <h3>Questions and what is found for them</h3>
      <p>
        The population stability index says how far the shares of a feature’s bins have moved: 0 is no change.
        A limit is crossed where the index is above it and chance does not explain it (p by Holm over all
        features).
      </p>
      <FindingsTable caption="Drift of features" value="Index" findings={features} />
      <Strip drift={drift} sample={sample} />
      <p className="small">
        What crosses a limit reopens the gate when this command is run; on frozen questions it compares grades
        with the version before, too.
      </p>
      <Command line={`equipoise drift --corpus ${corpus} --sentinels sentinels/`} />
    </>
  )
}

interface FindingsProps {
  readonly caption: string
  /** Title over the values. */
  readonly value: string
  readonly findings: ModelsDrift['findings']
}

function FindingsTable({ caption, value, findings }: FindingsProps) {
  const withP = findings.some(({ p }) => p !== null)
  return (
    <CountsTable
      caption={caption}
      head={['Watched', value, 'Limit', ...(withP ? ['p'] : []), 'Of', 'State']}
      words={[withP ? 5 : 4]}
      rows={findings.map((finding) => ({
        key: finding.name,
        cells: [
          finding.title,
          valueWords(finding),
          decimal(finding.limit, 2),
          ...(withP ? [pValue(finding.p)] : []),
          count(finding.n),
          <span key="state" className={finding.state === 'crossed' ? 'crossed' : undefined}>
            {stateWords[finding.state]}
          </span>,
        ],
      }))}
    />
  )
}

function Strip({ drift, sample }: Pick<CountedProps, 'drift' | 'sample'>) {
  const data = stripOf(drift)
  if (data === null) return null
  const frame = { title: 'Drift by week', description: weekStripWords(data), sample }
  return (
    <>
      <h3>Week by week</h3>
      <p>Each week for itself against the first weeks of the version.</p>
      <Figure
        wide={weekStrip(data, { ...frame, id: 'drift-wide', layout: 'wide' })}
        narrow={weekStrip(data, { ...frame, id: 'drift-narrow', layout: 'narrow' })}
      />
      <p className="small">{weekStripWords(data)}</p>
    </>
  )
}
