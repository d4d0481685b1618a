import type { NumberedClaim, PooledEffects, ThreadEffects } from '../../evidence/pages/thread-effects.ts'
import type { ThreadView } from '../../evidence/pages/thread-view.ts'
import { escapeText } from '../escape.ts'
import { type ForestRow, forestPlot } from '../figures/forest.ts'
import { metaForestPlot } from '../figures/meta-forest.ts'
import type { FigureFrame, Layout } from '../figures/svg.ts'
import { capitalised, counted, listed } from '../format.ts'
import { fold } from '../page/parts.ts'
import { cites } from './cited.ts'
import { effectLine } from './claim-parts.ts'
import { effectNames, inPoints, ratios } from './fact-words.ts'
import { forestDescription, pooledForest } from './pooled-forest.ts'
import { section } from './thread-parts.ts'

/** Effects that were measured: pooled where that is allowed, the others as they stand, and why each of the others is in no pool. */
export function effectsPart({ effects }: ThreadView): string {
  const { pooled, alone, notPooled } = effects
  if (pooled.length === 0 && alone.length === 0) return ''
  return section('effects', 'Effects', [
    `<p>${introduction(effects)}</p>`,
    ...pooled.map(pooledFigure),
    ...alone.map(({ kind, claims }, place) => aloneFigure(kind, claims, `alone-${place}`)),
    notPooled.length === 0
      ? ''
      : fold(
          `${counted(notPooled.length, 'effect')} of this thread ${notPooled.length === 1 ? 'is' : 'are'} not pooled, and why`,
          `<ul>${notPooled.map(({ citation, reason }) => `<li>Claim ${cites([citation])}: ${escapeText(reason)}</li>`).join('')}</ul>`,
        ),
  ])
}

function introduction({ pooled }: ThreadEffects): string {
  return pooled.length === 0
    ? 'No two independent studies of this thread measured the same thing of the same systems in the same form, with an interval. So nothing is pooled here, and each effect stands by itself.'
    : 'Effects of independent studies that measured the same thing of the same systems in the same form are pooled, those that a vendor ran or paid apart from the others. A square is as large as the weight of its study, the line the interval that the study gives; the diamond is the mean with its 95% interval, the dashed bar what a new study may show. The other effects stand by themselves.'
}

function pooledFigure({ forest, citations, remarks }: PooledEffects, place: number): string {
  const data = pooledForest(forest)
  const description = forestDescription(forest)
  const draw = (layout: Layout) =>
    metaForestPlot(data, frameOf(`pooled-${place}`, layout, forest.title, description, forest.sample))
  const note = remarks.length === 0 ? '' : `<p class="table-note">${escapeText(remarks.join(' '))}</p>`
  return drawing(`${escapeText(forest.title)}, pooled${cites(citations)}`, draw) + note
}

/** Effects of one contrast as they were reported. Ratios are told in words: their axis would be another. */
function aloneFigure(
  kind: ThreadEffects['alone'][number]['kind'],
  claims: readonly NumberedClaim[],
  id: string,
): string {
  const [first] = claims
  const contrast = first?.view.claim.effect
  if (first === undefined || contrast === null || contrast === undefined) return ''
  const name = capitalised(effectNames[kind])
  const lines = claims.map(({ view }) => effectLine(view))
  if (ratios.includes(kind))
    return `<ul>${claims.map(({ citation }, place) => `<li>${escapeText(lines[place] ?? '')}${cites([citation])}</li>`).join('')}</ul>`
  const { systemLabel } = first.view
  const [of, against] = [listed(contrast.of.map(systemLabel)), listed(contrast.against.map(systemLabel))]
  const isInfluence = kind === 'difference-of-differences'
  const data = {
    rows: claims.flatMap(forestRow),
    axisTitle: inPoints.includes(kind) ? `${name}, points` : name,
    favours: isInfluence
      ? { negative: `smaller with ${lowered(of)}`, positive: `larger with ${lowered(of)}` }
      : { negative: against, positive: of },
    digits: 1,
  }
  const title = `${name}: ${of} against ${isInfluence ? lowered(against) : against}`
  const draw = (layout: Layout) => forestPlot(data, frameOf(id, layout, title, lines.join(' '), false))
  return drawing(`${escapeText(title)}, as reported${cites(claims.map(({ citation }) => citation))}`, draw)
}

/** A way of measuring in the middle of a sentence; names of products keep their letters and never come here. */
function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function forestRow({ view: { claim, outcome }, citation }: NumberedClaim): ForestRow[] {
  const { effect } = claim
  if (effect === null) return []
  const of = [outcome?.label ?? 'No outcome', ...(effect.condition === null ? [] : [effect.condition])]
  const margin = effect.margin.value
  return [
    {
      label: `${citation.number}. ${of.join('; ')}`,
      estimate: effect.value.value,
      interval: effect.interval.value,
      reason: null,
      published: [],
      margins: margin === null ? [] : [margin, -margin],
    },
  ]
}

function frameOf(
  id: string,
  layout: Layout,
  title: string,
  description: string,
  sample: boolean,
): FigureFrame {
  return { id: `${id}-${layout}`, title, description, layout, sample }
}

/** @param caption HTML. */
function drawing(caption: string, draw: (layout: Layout) => string): string {
  return [
    '<figure class="drawing">',
    `<figcaption>${caption}</figcaption>`,
    `<div class="wide">${draw('wide')}</div><div class="narrow">${draw('narrow')}</div>`,
    '</figure>',
  ].join('\n')
}
