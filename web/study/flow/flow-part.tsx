import { flowDiagram, flowWords } from '../../../src/report/figures/flow-diagram.ts'
import type { Study } from '../../../src/server/contract/study.ts'
import { Figure } from '../../house/figure.tsx'
import { flowOfStudy } from './flow-of-study.ts'

/** The way from questions to marks, with the counts of this moment. */
export function FlowPart({ study }: { readonly study: Study }) {
  const data = flowOfStudy(study)
  const frame = { title: 'Flow of the study', description: flowWords(data), sample: study.sample }
  return (
    <Figure
      wide={flowDiagram(data, { ...frame, id: 'flow-wide', layout: 'wide' })}
      narrow={flowDiagram(data, { ...frame, id: 'flow-narrow', layout: 'narrow' })}
    />
  )
}
