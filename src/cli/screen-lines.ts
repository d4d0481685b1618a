import { identifierKindNames, identifierKinds } from '../items/screen/identifier-kinds.ts'
import { counted } from '../report/format.ts'
import type { NewScreenDecision } from '../store/screen-decisions.ts'
import type { ItemScreen, StudyScreen } from './commands/screen.ts'
import { tableLines } from './table-lines.ts'

const findingsShown = 100
const limits =
  'The screen finds what patterns and a list of names reach. That nothing was found does not say that nothing is there.'

/** What a person reads of a screened study; no line holds the text that was found. */
export function screenLines({ items, arms }: StudyScreen): string[] {
  const n = (state: ItemScreen['state']) => items.filter((item) => item.state === state).length
  const withFindings = items.filter(({ findings }) => findings.length > 0)
  const states = [
    `${n('clear')} without findings`,
    `${n('findings')} with findings`,
    `${n('cleared')} cleared`,
    `${n('held')} held back`,
    ...(n('no-text') === 0 ? [] : [`${n('no-text')} without a text`]),
  ]
  return [
    `${counted(items.length, 'item')}: ${states.join(', ')}.`,
    ...(withFindings.length === 0 ? [] : ['', ...kindTable(withFindings), '', ...findingTable(withFindings)]),
    '',
    ...armTable(arms),
    '',
    limits,
    ...(n('findings') === 0
      ? []
      : ['Next: look at each item, then equipoise screen --clear <item> --by <who> --reason <text>.']),
  ]
}

function kindTable(items: readonly ItemScreen[]): string[] {
  const rows = identifierKindNames.flatMap((kind) => {
    const findings = items.map((item) => item.findings.filter((finding) => finding.kind === kind).length)
    const total = findings.reduce((sum, one) => sum + one, 0)
    if (total === 0) return []
    return [[identifierKinds[kind], String(total), String(findings.filter((one) => one > 0).length)]]
  })
  return tableLines(['kind', 'findings', 'items'], rows, ['left', 'right', 'right'])
}

function findingTable(items: readonly ItemScreen[]): string[] {
  const rows = items.flatMap(({ item, state, findings }) =>
    findings.map(({ kind, rule, part, start, end, masked }) => [
      item,
      state === 'findings' ? 'open' : state,
      kind,
      `${part} ${start}-${end}`,
      masked.replaceAll('\n', ' '),
      rule,
    ]),
  )
  const more = rows.length - findingsShown
  return [
    ...tableLines(['item', 'state', 'kind', 'place', 'shape', 'rule'], rows.slice(0, findingsShown)),
    ...(more > 0 ? [`  and ${more} more; --json prints all of them.`] : []),
  ]
}

function armTable(arms: StudyScreen['arms']): string[] {
  return tableLines(
    [
      'items for the arm',
      'nothing found',
      'cleared',
      'on this machine',
      'under agreement',
      'stopped',
      'held back',
    ],
    arms.map((arm) => [
      arm.coveredByAgreement ? `${arm.arm} (covered by an agreement)` : arm.arm,
      ...[arm.nothingFound, arm.cleared, arm.onThisMachine, arm.underAgreement, arm.stopped, arm.held].map(
        String,
      ),
    ]),
    ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  )
}

export function decidedLines(decisions: readonly NewScreenDecision[]): string[] {
  return decisions.map(({ item, decision, found }) => {
    const kinds = found.map(({ kind, n }) => `${identifierKinds[kind]} (${n})`).join(', ')
    const what = decision === 'cleared' ? 'Cleared' : 'Held back'
    return `${what}: ${item}${kinds === '' ? '' : `, in which was found: ${kinds}`}.`
  })
}
