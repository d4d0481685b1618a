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

/** `3 calls were in flight when a run ended and are in doubt: they may have cost up to $0.0125.` */
export function doubtWords(collection: readonly CollectionByArm[]): string {
  const inDoubt = collection.reduce((sum, arm) => sum + arm.inDoubt, 0)
  const most = collection.reduce((sum, arm) => sum + arm.inDoubtUsd, 0)
  const withheld = collection.reduce((sum, arm) => sum + arm.withheld, 0)
  const doubt =
    inDoubt === 0
      ? 'No call is in doubt.'
      : `${counted(inDoubt, 'call was', 'calls were')} in flight when a run died, and nobody knows whether ${inDoubt === 1 ? 'it was' : 'they were'} paid: in doubt, and counted as spent with the most ${inDoubt === 1 ? 'it' : 'they'} can have cost, ${money(most)}.`
  return withheld === 0
    ? doubt
    : `${doubt} ${counted(withheld, 'slot has', 'slots have')} no answer because the identifier screen withholds ${withheld === 1 ? 'its item' : 'their items'}.`
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
    note: 'Failed calls are calls, not items: one that failed may have been made again; the cost is of all calls, by measured tokens and the price table of their day, in US dollars; per answer: divided by answers and refusals',
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
