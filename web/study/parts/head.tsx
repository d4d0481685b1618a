import type { Study } from '../../../src/server/contract/study.ts'
import { clockTime, dayAndTime } from '../../house/time-words.ts'
import type { StudyView } from '../state/use-study.ts'

/** What the study is, and where it stands. */
export function Head({ study, view }: { readonly study: Study; readonly view: StudyView }) {
  return (
    <header>
      {study.sample && (
        <p className="sample" role="note">
          <strong>{study.assisted ? 'SAMPLE: a made-up study.' : 'SAMPLE: simulated marks.'}</strong> Nothing
          here is evidence about any product.
        </p>
      )}
      <p className="kicker">
        {study.visitor.name}, {study.visitor.role} · <a href="/models">Models</a> ·{' '}
        <a href="/evidence">What is known so far</a>
      </p>
      <h1>{study.title}</h1>
      <p className="question">{study.question}</p>
      <Facts state={study.state} assisted={study.assisted} />
      <p className="small" role="status">
        {view.trouble === null
          ? view.at !== null &&
            `As of ${clockTime(new Date(study.countedAt))}; looked at again every 15 seconds.`
          : `The server does not answer; these are the counts of ${view.at === null ? 'before' : clockTime(view.at)}.`}
      </p>
    </header>
  )
}

const reviewWords = { 'not-open': 'not open', blind: 'open, blind', unblinded: 'closed, unblinded' } as const

function Facts({ state, assisted }: Pick<Study, 'state' | 'assisted'>) {
  const { lock, unblinded, openedAt, review, protocolHash } = state
  return (
    <dl className="facts">
      <div>
        <dt>Plan</dt>
        <dd>
          {lock === null
            ? 'not locked: every result is exploratory'
            : `locked ${dayAndTime(lock.at)}, version ${lock.version}${lock.retrospective ? ', after the first marks' : ''}`}
          {lock !== null && !lock.current && (
            <strong> The protocol was changed since; results follow the locked one.</strong>
          )}
        </dd>
      </div>
      <div>
        <dt>Protocol</dt>
        <dd>
          <code>{protocolHash.slice(0, 16)}</code>
        </dd>
      </div>
      {!assisted && (
        <div>
          <dt>Review</dt>
          <dd>
            {reviewWords[review]}
            {openedAt !== null && review === 'blind' && ` since ${dayAndTime(openedAt)}`}
          </dd>
        </div>
      )}
      {unblinded !== null && (
        <div>
          <dt>Unblinded</dt>
          <dd>
            {dayAndTime(unblinded.at)} by {unblinded.by ?? 'a person whose data were deleted'}:{' '}
            {unblinded.reason}
          </dd>
        </div>
      )}
    </dl>
  )
}
