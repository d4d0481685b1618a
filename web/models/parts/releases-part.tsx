import { percent } from '../../../src/report/format.ts'
import type { ModelsPage } from '../../../src/server/contract/models.ts'
import { dayAndTime } from '../../house/time-words.ts'
import { Command } from './command.tsx'
import { ReasonWords, VersionWords } from './version-words.tsx'

type Entry = ModelsPage['releases'][number]

/** The record of releases, the last entry first. */
export function ReleasesPart({ page: { corpus, releases } }: { readonly page: ModelsPage }) {
  return (
    <section aria-labelledby="releases-title">
      <h2 id="releases-title">Record of releases</h2>
      {releases.length === 0 ? (
        <>
          <p>Nothing was released yet.</p>
          {corpus !== null && <Command line="equipoise promote model.json --gate gate/gate.json" />}
        </>
      ) : (
        <>
          <ol className="record" reversed>
            {releases.toReversed().map((entry) => (
              <li key={entry.seq}>
                <time dateTime={entry.at}>{dayAndTime(entry.at)}</time>
                <p>
                  <EntryWords entry={entry} />
                </p>
              </li>
            ))}
          </ol>
          <p className="small">
            Lines are added and never changed; each holds the hash of the one before. The version before the
            present one answers again by <code>equipoise rollback</code>.
          </p>
        </>
      )}
    </section>
  )
}

function EntryWords({ entry }: { readonly entry: Entry }) {
  switch (entry.action) {
    case 'promote':
      return (
        <>
          <strong>Promoted</strong> <VersionWords version={entry.version} />,{' '}
          <ReasonWords reason={entry.reason} />
        </>
      )
    case 'try':
      return (
        <>
          <strong>
            {entry.trial.stage === 'shadow'
              ? 'Shadow'
              : `Canary, ${percent(entry.trial.share, 0)} of questions`}
          </strong>
          : <VersionWords version={entry.version} />, <ReasonWords reason={entry.reason} />
        </>
      )
    case 'stop':
      return (
        <>
          <strong>Trial ended</strong>: “{entry.words}”
        </>
      )
    case 'roll-back':
      return (
        <>
          <strong>Rolled back</strong>: “{entry.words}”
        </>
      )
    case 'reopen-gate':
      return (
        <>
          <strong>Gate reopened</strong>: {entry.findings.join('; ')}
        </>
      )
  }
}
