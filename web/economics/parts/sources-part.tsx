import { figureIds, figureNames } from '../../../src/economics/assumptions/figure-names.ts'
import {
  accessWords,
  dollars,
  rangeWords,
  valueWords,
} from '../../../src/report/figures/economics/economics-words.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import type { EconomicsView } from '../state/use-economics.ts'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
}

/** Every figure with its source, in one place. */
export function SourcesPart({ place, view }: Props) {
  const { figures } = place.assumptions
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">Where the figures come from</h2>
      <p>
        A file <code>economics.yaml</code> in the folder of the study takes their place one by one;{' '}
        <code>equipoise economics --new economics.yaml</code> writes one to begin with.
      </p>
      <details>
        <summary>All figures</summary>
        <CountsTable
          caption="Figures with their sources"
          head={['Figure', 'now', 'default', 'range', 'known as', 'read on', 'source']}
          rows={figureIds
            .map((id) => ({ id, source: view.sourceOf(id) }))
            .map(({ id, source }) => ({
              key: id,
              cells: [
                `${figureNames[id].label}, ${figureNames[id].unit}`,
                valueWords(figureNames[id].kind, view.values[id]),
                valueWords(figureNames[id].kind, figures[id].value),
                rangeWords(id, figures[id]),
                source === null ? 'yours' : accessWords[source.access],
                source?.date ?? '–',
                source?.source ?? 'Moved on this page; the default has a source of its own.',
              ],
            }))}
          words={[3, 4, 5, 6]}
        />
      </details>
      <details>
        <summary>List prices of models</summary>
        <CountsTable
          caption="List prices per million tokens"
          head={['Model', 'read', 'written', 'known as', 'read on', 'source']}
          rows={place.listed.map(({ name, inputPrice, outputPrice, access, date, source }) => ({
            key: name,
            cells: [name, dollars(inputPrice), dollars(outputPrice), accessWords[access], date, source],
          }))}
          words={[3, 4, 5]}
        />
      </details>
    </section>
  )
}
