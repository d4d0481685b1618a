import type { CaptureCheck } from '../../../src/server/contract/capture.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { screenshotAddress } from '../server/client.ts'
import { Preview } from './preview.tsx'

type Check = NonNullable<CaptureCheck['check']>

/** A captured answer with where it comes from. */
export function CapturedAnswer({ check }: { readonly check: Check }) {
  return (
    <div className="compared">
      <section aria-labelledby="answer">
        <h2 id="answer">Answer</h2>
        {check.refused && <p className="notice calm">Captured as a refusal.</p>}
        {check.text === null ? (
          <p>The page showed no words.</p>
        ) : (
          <Preview text={check.text} sources={check.citations} />
        )}
        {check.text !== null && (
          <details>
            <summary>As it was pasted</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre className="raw" tabIndex={0}>
              {check.text}
            </pre>
          </details>
        )}
        {check.citations.length > 0 && (
          <>
            <h3>Sources</h3>
            <ol className="sources">
              {keyed(check.citations).map(({ key, one }) => (
                <li key={key}>{[one.title, one.url].filter((part) => part !== null).join(' | ')}</li>
              ))}
            </ol>
          </>
        )}
      </section>
      <div className="side">
        <Screenshot screenshot={check.screenshot} />
        <Provenance check={check} />
      </div>
    </div>
  )
}

function Provenance({ check }: { readonly check: Check }) {
  const rows: readonly (readonly [string, string | null])[] = [
    ['Arm', check.arm],
    ['Product', check.product],
    ['Mode', check.mode],
    ['Version', check.version],
    ['Kind of account', check.account],
    ['Region', check.region],
    ['Time', `${check.capturedAt.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, '')} UTC`],
    ['Captured by', check.operator],
  ]
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">Where it comes from</h2>
      <dl className="provenance">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? 'not named'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Screenshot({ screenshot }: Pick<Check, 'screenshot'>) {
  return (
    <section aria-labelledby="screenshot">
      <h2 id="screenshot">Screenshot</h2>
      {screenshot === null ? (
        <p>There is none: compare with the page of the product, where it still shows the answer.</p>
      ) : screenshot.here ? (
        <figure className="screenshot large">
          <a href={screenshotAddress(screenshot.sha256)} target="_blank" rel="noreferrer">
            <img src={screenshotAddress(screenshot.sha256)} alt="Screenshot of the answer" />
          </a>
          <figcaption className="small">The picture opens in its full size.</figcaption>
        </figure>
      ) : (
        <p>
          The picture is kept elsewhere, as {screenshot.file}; its SHA-256 is <code>{screenshot.sha256}</code>
          .
        </p>
      )}
    </section>
  )
}
