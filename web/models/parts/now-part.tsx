import { percent } from '../../../src/report/format.ts'
import type { ModelsPage } from '../../../src/server/contract/models.ts'
import { dayAndTime } from '../../house/time-words.ts'
import { answering, type Since } from '../words/answering.ts'
import { Command } from './command.tsx'
import { ReasonWords, VersionWords } from './version-words.tsx'

/** What answers at the moment, what is on trial beside it, and what is to be done about it. */
export function NowPart({ page }: { readonly page: ModelsPage }) {
  if (page.corpus === null)
    return (
      <section aria-labelledby="now-title">
        <h2 id="now-title">What answers now</h2>
        <p>No corpus is served from here, so nothing answers. A server that is started with one shows it.</p>
        <Command line="equipoise serve --corpus main" />
      </section>
    )
  const { served, trial } = answering(page.releases)
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title">What answers now</h2>
      <dl className="facts">
        <div>
          <dt>Answers</dt>
          <dd>
            {page.served === null ? (
              <>the label-free prior: a ranking that learned from nobody</>
            ) : (
              <VersionWords version={page.served} />
            )}
          </dd>
        </div>
        <SinceFacts title="Since" since={served} />
        <div>
          <dt>On trial</dt>
          <dd>
            {page.trial === null ? (
              'nothing'
            ) : (
              <>
                <VersionWords version={page.trial.version} />, {stageWords(page.trial.stage)}
              </>
            )}
          </dd>
        </div>
        {page.trial !== null && <SinceFacts title="Tried since" since={trial} />}
      </dl>
      <Notices page={page} />
    </section>
  )
}

function SinceFacts({ title, since }: { readonly title: string; readonly since: Since | null }) {
  if (since === null) return null
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {dayAndTime(since.at)}
        {since.back ? ', by rolling back' : ''}
        {since.reason !== null && (
          <>
            {since.back ? '; it was let through ' : ', '}
            <ReasonWords reason={since.reason} />
          </>
        )}
      </dd>
    </div>
  )
}

function stageWords(stage: NonNullable<ModelsPage['trial']>['stage']): string {
  return stage.stage === 'shadow'
    ? 'in the shadow: it ranks every question and nobody sees it'
    : `with a share in ${percent(stage.share, 0)} of the questions on the ask page`
}

function Notices({ page: { reopened, drift } }: { readonly page: ModelsPage }) {
  return (
    <>
      {reopened.length > 0 && (
        <div className="notice">
          <p>
            <strong>The gate is reopened.</strong> Nothing goes further before a gate has looked again, on
            questions of now. What answers goes on answering.
          </p>
          <ul>
            {reopened.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </div>
      )}
      {drift?.indexChanged === true && (
        <p className="notice">
          <strong>The index has changed since the release.</strong> The version was let through on another
          one. Run the gate again.
        </p>
      )}
    </>
  )
}
