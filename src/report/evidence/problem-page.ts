import { type Problem, placeText } from '../../problem.ts'
import { escapeText } from '../escape.ts'
import { count, counted } from '../format.ts'
import { evidencePage } from './shell.ts'

/** A large ledger can be wrong in as many places as it has lines. */
const problemsShown = 100

/**
 * The page that stands where the ledger cannot be read: which file, which line, which field, what was found and what was
 * expected. A page is never blank, and never shows half a ledger as if it were the whole.
 */
export function renderLedgerProblems(problems: readonly Problem[]): string {
  const title = 'The evidence ledger cannot be read'
  const more = problems.length - problemsShown
  return evidencePage({
    title,
    header: [
      `<h1>${title}</h1>`,
      `<p class="question">${counted(problems.length, 'problem')} to mend. Nothing is shown of it until then, so that no page rests on half of it.</p>`,
    ].join('\n'),
    contents: [],
    sections: [
      `<section><ul class="problems">${problems.slice(0, problemsShown).map(problemItem).join('')}</ul>`,
      more > 0 ? `<p>And ${count(more)} more: <code>equipoise evidence check</code> prints all.</p>` : '',
      '</section>',
    ],
  })
}

function problemItem({ code, message, place, value, expected, remedy }: Problem): string {
  const lines = [
    `<strong>${escapeText(placeText(place) === '' ? 'The ledger' : placeText(place))}</strong>`,
    escapeText(message),
    value === null ? '' : `Found <code>${escapeText(value.slice(0, 300))}</code>.`,
    expected === null ? '' : `Expected ${escapeText(expected)}.`,
    `${escapeText(remedy)} <code>${escapeText(code)}</code>`,
  ]
  return `<li>${lines.filter((one) => one !== '').join('<br>')}</li>`
}
