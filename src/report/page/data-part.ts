import { escapeText, isolated } from '../escape.ts'
import { count, counted, secondsWords } from '../format.ts'
import { timeFloorApplied } from '../words.ts'
import { collectionPart } from './collection-part.ts'
import type { PageContext } from './context.ts'
import { flowPart } from './flow-part.ts'
import { bulletList, paragraph } from './parts.ts'
import { html, number, renderTable } from './table.ts'

/** Where the marks came from and which of them are not in the results. */
export function dataPart(context: PageContext): string {
  const { data, plan } = context.results
  return [
    '<section id="data">',
    '<h2>Data</h2>',
    paragraph(
      `${counted(data.items, 'question')}, ${data.reviewers === null ? 'reviewers not identified' : counted(data.reviewers, 'reviewer')}.`,
    ),
    flowPart(context),
    rowsTable(context),
    collectionPart(context),
    importTables(context),
    plan.notes.length === 0 ? '' : `<h3>Notes of the protocol</h3>\n${bulletList(plan.notes)}`,
    '</section>',
  ].join('\n')
}

/** Every row of judgments has one place here, so the lines add up to the last one. */
function rowsTable(context: PageContext): string {
  const { data, plan } = context.results
  const { rows, marks, missingMarks, refusals, otherRoles } = data
  const rest = Math.max(0, rows - marks - missingMarks - refusals - otherRoles)
  const excluded = plan.renderings.filter((rendering) => rendering.excluded)
  return renderTable(context, {
    caption: 'Rows of judgments',
    columns: ['Rows', { head: 'n' }],
    rows: [
      { head: 'Given marks of planned outcomes', cells: [number(count(marks))] },
      { head: 'Missing marks', cells: [number(count(missingMarks))] },
      { head: 'Pairs without a mark because an answer was refused', cells: [number(count(refusals))] },
      { head: 'Training, gold and repeat marks, not outcomes', cells: [number(count(otherRoles))] },
      { head: 'Outside the plan', cells: [number(count(rest))] },
      { head: 'All rows', cells: [number(count(rows))], strong: true },
    ],
    note: [
      floorWords(context),
      ...(data.inExcludedRenderings === 0
        ? []
        : [
            `in excluded renderings (${excluded.map((one) => isolated(one.label)).join(', ')}): ${counted(data.inExcludedRenderings, 'row')}`,
          ]),
    ].join('; '),
  })
}

function floorWords({ results }: PageContext): string {
  const { minimumActiveSeconds } = results.plan
  if (minimumActiveSeconds === null) return 'The plan has no time floor'
  const floor = `under the time floor of ${secondsWords(minimumActiveSeconds)}`
  return timeFloorApplied(results)
    ? `Given marks left out of the estimates, because they fell ${floor}: ${count(results.data.underTimeFloor)}`
    : `Whether marks fell ${floor} is not known: the data hold no times`
}

function importTables(context: PageContext): string {
  const { imports } = context.results.data
  if (imports.length === 0) return paragraph('No file was imported; the marks were made in this workbench.')
  const files = renderTable(context, {
    caption: 'Imported files',
    columns: [
      'File',
      { head: 'rows read' },
      { head: 'imported' },
      { head: 'skipped' },
      { head: 'SHA-256', words: true },
    ],
    rows: imports.map((one) => ({
      head: isolated(one.fileName),
      cells: [
        number(count(one.rowsRead)),
        number(count(one.rowsImported)),
        number(count(one.skipped.reduce((sum, skip) => sum + skip.n, 0))),
        html(`<code class="hash">${escapeText(one.sha256)}</code>`),
      ],
    })),
  })
  const skipped = imports.flatMap((one) => one.skipped.map((skip) => ({ ...skip, fileName: one.fileName })))
  if (skipped.length === 0) return `${files}\n${paragraph('No row was skipped.')}`
  return [
    files,
    renderTable(context, {
      caption: 'Skipped rows by reason',
      columns: ['Reason', { head: 'File', words: true }, { head: 'rows' }],
      rows: skipped.map((skip) => ({
        head: `<code>${escapeText(skip.code)}</code>`,
        cells: [html(isolated(skip.fileName)), number(count(skip.n))],
      })),
    }),
  ].join('\n')
}
