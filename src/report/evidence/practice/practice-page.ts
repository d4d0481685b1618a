import { isOfDecisions } from '../../../evidence/practice/measures.ts'
import type { Practice } from '../../../evidence/practice/practice.ts'
import type { PracticeCorrelation } from '../../../evidence/practice/practice-correlations.ts'
import { escapeText } from '../../escape.ts'
import { counted } from '../../format.ts'
import type { DrawnContext } from '../../page/context.ts'
import { bulletList, fold } from '../../page/parts.ts'
import { evidencePage } from '../shell.ts'
import { section } from '../thread-parts.ts'
import { scatterFigure, scoresFigure } from './practice-figures.ts'
import { correlationTable, countsTable, measuresList, scoresTable, studiesFacts } from './practice-tables.ts'
import {
  correlationWords,
  errorWords,
  missingMeasures,
  pairName,
  practiceLimits,
  tooFewWords,
} from './practice-words.ts'

/**
 * What benchmarks say of the arms beside what people decided with them, as one HTML file that needs nothing else.
 *
 * @param software name and version
 */
export function renderPractice(practice: Practice, software: string): string {
  const { table, correlations } = practice
  const context = drawnContext(table.sample)
  const [foretelling, others] = [
    correlations.filter((pair) => foretells(practice, pair)),
    correlations.filter((pair) => !foretells(practice, pair)),
  ]
  const parts: readonly (readonly [string, string, readonly string[]])[] = [
    ['short', 'In short', [shortPart(practice, foretelling)]],
    [
      'scores',
      'Scores and effects',
      [
        scoresTable(context, practice),
        scoresFigure(context, practice),
        fold('Numbers of replies, items, comparisons, cases and decisions', countsTable(context, practice)),
      ],
    ],
    [
      'correlations',
      'Do scores foretell decisions?',
      [
        scatterFigure(context, practice),
        foretelling.length === 0
          ? ''
          : correlationTable(context, practice, foretelling, 'Scores and decisions over arms'),
        others.length === 0
          ? ''
          : fold(
              `${counted(others.length, 'other pair')} of measures`,
              correlationTable(context, practice, others, 'Other measures over arms'),
            ),
      ],
    ],
    [
      'measures',
      'What was measured',
      [measuresList(practice), bulletList(table.studies.flatMap(({ remarks }) => remarks))],
    ],
    ['limits', 'Limits', [bulletList(practiceLimits)]],
    ['studies', 'Studies', [studiesFacts(practice, software)]],
  ]
  const title = 'Benchmark against practice'
  return evidencePage({
    title: table.sample ? `SAMPLE: ${title}` : title,
    header: [
      table.sample
        ? '<p class="sample" role="note"><strong>SAMPLE: some of these numbers are simulated.</strong> Nothing here is evidence about any product.</p>'
        : '',
      `<h1>${title}</h1>`,
      '<p class="question">Do systems that score higher help people decide better?</p>',
      `<p class="counts">${counted(table.arms.length, 'arm')}, ${counted(table.columns.length, 'measure')} of ${counted(table.studies.length, 'study', 'studies')}</p>`,
    ].join('\n'),
    contents: parts.map(([id, name]) => [id, name] as const),
    sections: parts.map(([id, name, html]) => section(id, name, html)),
  })
}

/** A measure of text or of a model beside one of a person's decision. */
function foretells({ table }: Practice, { x, y }: PracticeCorrelation): boolean {
  const kindOf = (id: string) => table.columns.find((column) => column.id === id)?.kind ?? 'exam'
  return !isOfDecisions(kindOf(x)) && isOfDecisions(kindOf(y))
}

/** Pairs with enough arms have a sentence each; the others have one together, which would else be the same one many times. */
function shortPart({ table }: Practice, pairs: readonly PracticeCorrelation[]): string {
  const few = pairs.filter(({ missing }) => missing > 0)
  const enough = pairs.filter(({ missing }) => missing === 0)
  const sentences = enough.map(
    (pair) =>
      `<li><strong>${escapeText(pairName(table, pair))}</strong>: ${escapeText(`${correlationWords(pair)} ${errorWords(pair)}`.trim())}</li>`,
  )
  const lacking = missingMeasures(table)
  return [
    pairs.length === 0
      ? '<p>No file has both a score and what people decided, so the question stays open.</p>'
      : '',
    sentences.length === 0 ? '' : `<ul>${sentences.join('')}</ul>`,
    few.length === 0 ? '' : `<p>${escapeText(tooFewWords(few, enough.length))}</p>`,
    lacking === '' ? '' : `<p>${escapeText(lacking)}</p>`,
  ].join('')
}

function drawnContext(sample: boolean): DrawnContext {
  const used = new Map<string, number>()
  return {
    results: { study: { sample } },
    id: (prefix) => {
      const next = (used.get(prefix) ?? 0) + 1
      used.set(prefix, next)
      return `${prefix}-${next}`
    },
  }
}
