import { escapeText, isolated } from '../escape.ts'
import { count, counted } from '../format.ts'
import { bulletList, paragraph } from '../page/parts.ts'
import { missing, number, renderTable } from '../page/table.ts'
import { agreementLines } from './allocation-words.ts'
import type { TrialContext } from './trial-context.ts'

/** Who came, what became of them, and how alike the arms were before; the rows follow CONSORT's diagram. */
export function trialFlowPart(context: TrialContext): string {
  const { flow, data } = context.results
  const before = [
    flow.consented === null ? null : `${count(flow.consented)} consented`,
    flow.eligible === null ? null : counted(flow.eligible, 'was eligible', 'were eligible'),
    counted(flow.randomised, 'was randomised', 'were randomised'),
    `${count(flow.withdrawn)} of them withdrew`,
    `${count(flow.failedAttention)} failed an attention check`,
    ...(data.simulatedParticipants > 0
      ? [
          `${counted(data.simulatedParticipants, 'SIMULATED participant is', 'SIMULATED participants are')} counted apart`,
        ]
      : []),
  ].flatMap((one) => (one === null ? [] : [one]))
  return [
    '<section id="flow">',
    '<h2>Participants</h2>',
    `<p>${escapeText(before.join(', '))}.</p>`,
    flowTable(context),
    balanceTables(context),
    allocationsPart(context),
    '</section>',
  ].join('\n')
}

/** How many allocations agree with the secret and the log, and which do not. */
function allocationsPart({ results: { allocations } }: TrialContext): string {
  if (allocations === null) return ''
  return [
    '<h3 id="allocations">Allocations</h3>',
    paragraph(escapeText(agreementLines(allocations.lists).join(' '))),
    bulletList(allocations.problems.map(({ sentence }) => sentence)),
  ].join('\n')
}

function flowTable(context: TrialContext): string {
  if (context.results.flow.arms.length === 0)
    return '<p>Counts by arm are shown to nobody while the trial is open: with blocks they would tell the next allocation.</p>'
  return renderTable(context, {
    caption: 'Flow by arm',
    columns: [
      'Arm',
      { head: 'Participants' },
      { head: 'Withdrew' },
      { head: 'Failed attention' },
      { head: 'Cases given' },
      { head: 'Decided' },
      { head: 'Missing' },
      { head: 'Without a final code' },
    ],
    rows: context.results.flow.arms.map((arm) => ({
      head: isolated(context.arm(arm.arm)),
      cells: [
        arm.participants,
        arm.withdrawn,
        arm.failedAttention,
        arm.allocated,
        arm.decided,
        arm.missing,
        arm.unscored?.condition ?? null,
      ].map((n) => (n === null ? missing() : number(count(n)))),
    })),
    note: 'Cases given are those of participants who did not withdraw; a missing decision is no wrong one',
  })
}

function balanceTables(context: TrialContext): string {
  const { balance, plan } = context.results
  if (balance.length === 0) return ''
  return renderTable(context, {
    caption: 'Baseline by arm',
    columns: ['Answer', ...plan.arms.map(({ label }) => ({ head: isolated(label) }))],
    rows: balance.flatMap(({ factor, levels }) =>
      levels.map(({ level, arms }) => ({
        group: isolated(factor),
        head: isolated(level),
        cells: plan.arms.map(({ id }) => {
          const n = arms.find(({ arm }) => arm === id)?.n ?? null
          return n === null ? missing() : number(count(n))
        }),
      })),
    ),
    note: 'Counts only: a test of balance would ask whether chance is chance',
  })
}
