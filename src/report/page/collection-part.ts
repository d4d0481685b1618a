import type { CollectionByArm } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { count, counted, money } from '../format.ts'
import type { PageContext } from './context.ts'
import { paragraph } from './parts.ts'
import { missing, number, renderTable } from './table.ts'

/** The calls that brought the answers, what they cost, and what nobody knows of them; empty where none was made. */
export function collectionPart(context: PageContext): string {
  const { collection } = context.results.data
  if (collection === null) return ''
  return ['<h3>Collecting</h3>', paragraph(doubtWords(collection)), callsTable(context, collection)].join(
    '\n',
  )
}

/** `3 calls were in flight when a run died and are in doubt: they may have cost up to $0.0125.` */
export function doubtWords(collection: readonly CollectionByArm[]): string {
  const sum = (read: (arm: CollectionByArm) => number) =>
    collection.reduce((total, arm) => total + read(arm), 0)
  return [
    inDoubtWords(
      sum((arm) => arm.inDoubt),
      sum((arm) => arm.inDoubtUsd),
      sum((arm) => arm.inDoubtUnpriced),
    ),
    ...underWayWords(sum((arm) => arm.underWay)),
    ...withheldWords(sum((arm) => arm.withheld)),
  ].join(' ')
}

function inDoubtWords(inDoubt: number, most: number, unpriced: number): string {
  if (inDoubt === 0) return 'No call is in doubt.'
  const [they, were] = inDoubt === 1 ? ['it', 'was'] : ['they', 'were']
  const known = `the most ${they} can have cost, ${money(most)}`
  const cost =
    unpriced === 0
      ? `counted as spent with ${known}`
      : unpriced === inDoubt
        ? 'at a price that nobody knows'
        : `counted as spent with the most that ${count(inDoubt - unpriced)} of them can have cost, ${money(most)}; what the other ${count(unpriced)} can have cost nobody knows`
  return `${counted(inDoubt, 'call was', 'calls were')} in flight when a run died, and nobody knows whether ${they} ${were} paid: in doubt, and ${cost}.`
}

function underWayWords(underWay: number): string[] {
  if (underWay === 0) return []
  return [
    `A run goes on at this moment: ${counted(underWay, 'call is', 'calls are')} under way and in no sum.`,
  ]
}

function withheldWords(withheld: number): string[] {
  if (withheld === 0) return []
  return [
    `${counted(withheld, 'slot has', 'slots have')} no answer because the identifier screen withholds ${withheld === 1 ? 'its item' : 'their items'}.`,
  ]
}

function callsTable(context: PageContext, collection: readonly CollectionByArm[]): string {
  return renderTable(context, {
    caption: 'Calls by arm',
    columns: [
      'Arm',
      { head: 'calls' },
      { head: 'again' },
      { head: 'answered' },
      { head: 'refused' },
      { head: 'failed' },
      { head: 'in doubt' },
      { head: 'withheld' },
      { head: 'tokens' },
      { head: 'cost' },
      { head: 'per answer' },
    ],
    rows: collection.map((arm) => ({
      head: isolated(context.names.arm(arm.arm)),
      cells: [
        number(count(arm.calls)),
        number(count(arm.calledAgain)),
        number(count(arm.answered)),
        number(count(arm.refused)),
        number(count(arm.failed)),
        number(count(arm.inDoubt)),
        number(count(arm.withheld)),
        number(count(arm.tokens)),
        ...costCells(arm),
      ],
    })),
    note: 'Failed calls are calls, not items: again: calls after the first for the same question; the cost is of all calls, by measured tokens and the price table of their day, in US dollars; per answer: divided by answers and refusals',
  })
}

function costCells(arm: CollectionByArm) {
  if (arm.unpriced > 0) {
    const reason = `${counted(arm.unpriced, 'call')} without a known price`
    return [missing(reason), missing(reason)]
  }
  const given = arm.answered + arm.refused
  return [number(money(arm.usd)), given === 0 ? missing('no answer') : number(money(arm.usd / given))]
}
