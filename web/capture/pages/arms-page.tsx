import type { CaptureDesk } from '../../../src/server/contract/capture.ts'
import { Page, SampleNotice } from '../parts/page.tsx'
import { hashOf } from '../state/place.ts'
import { counted } from '../words/problem-words.ts'

type Arm = CaptureDesk['arms'][number]

/** What there is to capture and to check. */
export function ArmsPage({ desk }: { readonly desk: CaptureDesk }) {
  return (
    <Page title="Capture desk" home kicker={`${desk.title}. You capture as ${desk.operator}.`}>
      {desk.sample && <SampleNotice />}
      <p>
        Put each question by hand into the product, and paste its answer here word for word. Nothing here
        opens a product’s page or signs in to one, and nothing should: keep passwords and names of accounts to
        yourself.
      </p>
      {desk.arms.length === 0 && <p>No arm of this study is captured by hand.</p>}
      <ul className="arms">
        {desk.arms.map((arm) => (
          <li key={arm.arm}>
            <ArmEntry arm={arm} />
          </li>
        ))}
      </ul>
      <Vendors vendors={desk.vendors} />
      <Differences differences={desk.differences} />
    </Page>
  )
}

function ArmEntry({ arm }: { readonly arm: Arm }) {
  const all = arm.open + arm.done
  const heading = `arm-${arm.arm}`
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>
        {arm.product}
        {arm.mode === null ? '' : `, ${arm.mode}`}
      </h2>
      <p className="kicker">
        Arm {arm.arm}. {arm.done} of {counted(all, 'answer')} captured
        {arm.toCheck === 0 ? '' : `, ${arm.toCheck} for a second check`}.
      </p>
      <progress max={Math.max(1, all)} value={arm.done} aria-label={`Captured of ${arm.product}`} />
      <p className="terms">
        <strong>Note on the terms of use:</strong> {arm.terms}
      </p>
      <p className="actions">
        {arm.open > 0 && (
          <a className="button primary" href={hashOf({ kind: 'capture', arm: arm.arm })}>
            Capture {arm.product}
          </a>
        )}
        {arm.forYou > 0 && (
          <a className="button" href={hashOf({ kind: 'check' })}>
            Check {counted(arm.forYou, 'answer')}
          </a>
        )}
      </p>
      {arm.toCheck > arm.forYou && (
        <p className="small">
          {arm.toCheck - arm.forYou} of the answers for a second check{' '}
          {arm.toCheck - arm.forYou === 1 ? 'is' : 'are'} yours: another person checks them.
        </p>
      )}
    </section>
  )
}

function Vendors({ vendors }: Pick<CaptureDesk, 'vendors'>) {
  if (vendors.length === 0) return null
  return (
    <section aria-labelledby="vendors">
      <h2 id="vendors">Sent in by their makers</h2>
      <p>
        These answers come as a file and are marked as the maker’s own, not as captured. In the folder of the
        study:
      </p>
      <ul>
        {vendors.map(({ arm, vendor, terms, command }) => (
          <li key={arm}>
            {vendor} (arm {arm}): <code>{command}</code>
            <br />
            <span className="small">{terms}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Differences({ differences }: Pick<CaptureDesk, 'differences'>) {
  if (differences.length === 0) return null
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">Found to differ from the page</h2>
      <ul>
        {differences.map(({ answer, arm, item, words }) => (
          <li key={answer}>
            Arm {arm}, question {item}: {words ?? 'the words were deleted with the person.'}
          </li>
        ))}
      </ul>
      <p className="small">Answers are frozen: tell the owner of the study what was found.</p>
    </section>
  )
}
