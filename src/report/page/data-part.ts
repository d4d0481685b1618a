import { escapeText, isolated } from '../escape.ts'
import { count } from '../format.ts'
import type { PageContext } from './context.ts'
import { bulletList, paragraph } from './parts.ts'
import { html, number, renderTable } from './table.ts'

/** Where the marks came from and which of them are not in the results. */
export function dataPart(context: PageContext): string {
  const { data, plan } = context.results
  const excluded = plan.renderings.filter((rendering) => rendering.excluded)
  return [
    '<section id="data">',
    '<h2>Data</h2>',
    renderTable(context, {
      caption: 'Marks counted and marks left out',
      columns: ['Counted', { head: 'n' }],
      rows: [
        { head: 'Questions', cells: [number(count(data.items))] },
        {
          head: 'Reviewers',
          cells: [data.reviewers === null ? html('not identified') : number(count(data.reviewers))],
        },
        { head: 'Marks that are outcomes', cells: [number(count(data.marks))], strong: true },
        { head: 'Missing marks', cells: [number(count(data.missingMarks))] },
        {
          head:
            plan.minimumActiveSeconds === null
              ? 'Under the time floor (the plan has none)'
              : `Under the time floor of ${plan.minimumActiveSeconds} seconds`,
          cells: [number(count(data.underTimeFloor))],
        },
        {
          head: `In excluded renderings${excluded.length === 0 ? '' : `: ${excluded.map((one) => isolated(one.label)).join(', ')}`}`,
          cells: [number(count(data.inExcludedRenderings))],
        },
        { head: 'Training, gold and repeat marks, not outcomes', cells: [number(count(data.otherRoles))] },
      ],
    }),
    importTables(context),
    plan.notes.length === 0 ? '' : `<h3>Notes of the protocol</h3>\n${bulletList(plan.notes)}`,
    '</section>',
  ].join('\n')
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
