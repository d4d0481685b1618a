import { expect, it } from 'vitest'
import { armTable } from './collecting/run-words.ts'
import { marksLines } from './marking/mark-words.ts'

const long = 'arm'.repeat(40)
const cut = `${long.slice(0, 59)}…`

it('cuts a long name in the table of a run', () => {
  const counts = { slots: 2, answered: 2, refused: 0, failed: 0, withheld: 0, leftInDoubt: 0, retries: 0 }
  const arm = { ...counts, arm: long, reasons: {}, inFlight: 0, waiting: 0, halted: null }
  const text = armTable([arm]).join('\n')
  expect(text).toContain(` ${cut} `)
  expect(text).not.toContain(long)
})

it('cuts and shows names in the tables of marks', () => {
  const row = {
    judge: `${long}\u001b[2J`,
    family: null,
    axis: 'safety\u001b[2J',
    armA: 'a',
    armB: 'b',
    ownFamily: false,
    ...{ pairs: 1, failed: 0, incomplete: 0, winsA: 1, ties: 0, winsB: 0, same: 1, flipped: 0, half: 0 },
    consistency: 1,
    firstShare: null,
    ciOfFirst: null,
  }
  const text = marksLines({
    schemaVersion: 1,
    software: 'equipoise',
    study: { id: 's', title: 'S', sample: false },
    protocolHash: '',
    marksHash: '',
    key: null,
    rubric: null,
    pairwise: { level: 0.95, rows: [row] },
  }).join('\n')
  expect(text).toContain(` ${cut} `)
  expect(text).toContain(' safety\\u001b[2J ')
})
