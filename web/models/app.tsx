import type { ModelsPage } from '../../src/server/contract/models.ts'
import { clockTime } from '../house/time-words.ts'
import { type Asked, useAsked } from '../house/use-asked.ts'
import { DriftPart } from './parts/drift-part.tsx'
import { ModelPart } from './parts/model-part.tsx'
import { NoModels } from './parts/no-models.tsx'
import { NowPart } from './parts/now-part.tsx'
import { ReleasesPart } from './parts/releases-part.tsx'
import { TrialsPart } from './parts/trials-part.tsx'
import type { ModelsApi } from './server/client.ts'
import { inOrder } from './words/standing-words.ts'

const everyMilliseconds = 60_000

/** The page of the models: what answers, what is known of each model, and whether anything has changed since. */
export function App({ api }: { readonly api: ModelsApi }) {
  const asked = useAsked(api.models, everyMilliseconds)
  if (asked.trouble === 'lost')
    return (
      <main className="page">
        <h1>Please open a link again</h1>
        <p>
          The server no longer knows this browser. On the machine that serves the study,{' '}
          <code>equipoise serve</code> prints a new link; elsewhere ask an owner for one.
        </p>
      </main>
    )
  if (asked.value === null) return <Waiting trouble={asked.trouble} />
  return <Models page={asked.value} asked={asked} />
}

function Waiting({ trouble }: Pick<Asked<ModelsPage>, 'trouble'>) {
  return (
    <main className="page">
      <h1>Models</h1>
      <p role="status">
        {trouble === null
          ? 'One moment.'
          : typeof trouble === 'object'
            ? trouble.words
            : 'The server does not answer. It is asked again every minute.'}
      </p>
    </main>
  )
}

interface ModelsProps {
  readonly page: ModelsPage
  readonly asked: Asked<ModelsPage>
}

function Models({ page, asked }: ModelsProps) {
  const models = inOrder(page.models)
  return (
    <main className="page">
      <header>
        {models.some(({ card }) => card?.sample === true) && (
          <p className="sample" role="note">
            <strong>SAMPLE: models here learned from simulated marks.</strong> What is said of them is
            evidence about nothing.
          </p>
        )}
        <p className="kicker">
          <a href="/study">Study</a>
          {page.corpus !== null && ` · corpus ${page.corpus}`}
        </p>
        <h1>Models</h1>
        <p className="lead">
          What answers questions, what it learned from, how it was weighed, and whether anything has changed
          since.
        </p>
        <Freshness asked={asked} />
      </header>
      <NowPart page={page} />
      <section aria-labelledby="models-title">
        <h2 id="models-title">Models kept here</h2>
        {models.length === 0 ? (
          <NoModels />
        ) : (
          models.map((model) => <ModelPart key={model.id} model={model} />)
        )}
      </section>
      <ReleasesPart page={page} />
      <TrialsPart trials={page.trials} trial={page.trial} />
      <DriftPart page={page} />
    </main>
  )
}

function Freshness({ asked: { at, trouble } }: Pick<ModelsProps, 'asked'>) {
  return (
    <p className="small" role="status">
      {trouble === null
        ? at !== null && `As of ${clockTime(at)}; looked at again every minute.`
        : typeof trouble === 'object'
          ? trouble.words
          : `The server does not answer; this is how it was at ${at === null ? 'an earlier time' : clockTime(at)}.`}
    </p>
  )
}
