import type { KeptModelView } from '../../../src/server/contract/models.ts'
import { isInUse, standingWords } from '../words/standing-words.ts'
import { CardFacts } from './card-facts.tsx'
import { Command } from './command.tsx'
import { CurvePart } from './curve-part.tsx'
import { GatePart } from './gate-part.tsx'
import { HeldOutPart } from './held-out-part.tsx'

/** One model: its card, what was measured of it, and the gates that it went through. */
export function ModelPart({ model }: { readonly model: KeptModelView }) {
  const { id, standing, card } = model
  const name = `model-${id}`
  return (
    <article className="model" aria-labelledby={name}>
      <h3 id={name} className="model-name">
        {id} {card?.sample === true && <span className="sample-tag">Sample</span>}
      </h3>
      <p className="standing">{standingWords[standing]}</p>
      {isInUse(model) ? (
        <Known model={model} />
      ) : (
        <details>
          <summary>Card and gates of {id}</summary>
          <Known model={model} />
        </details>
      )}
    </article>
  )
}

function Known({ model: { id, card, gates } }: { readonly model: KeptModelView }) {
  const sample = card?.sample === true
  return (
    <>
      {card === null ? (
        <>
          <p>
            It came without a card. The card lies beside the file of the model, and is kept when the model is
            promoted from there.
          </p>
          <Command line="equipoise promote model.json --gate gate/gate.json" />
        </>
      ) : (
        <>
          <CardFacts card={card} />
          <HeldOutPart card={card} />
          <CurvePart card={card} />
        </>
      )}
      <h4>Gate</h4>
      {gates.length === 0 ? (
        <>
          <p>No report of a gate is kept. A gate weighs the model against what answers now, by a plan.</p>
          <Command line="equipoise gate model.json incumbent.json graded/ --plan gate-plan.yaml --out gate" />
        </>
      ) : (
        gates.map(({ sha256, report }) => (
          <GatePart key={sha256} model={id} sha256={sha256} report={report} sample={sample} />
        ))
      )}
    </>
  )
}
