import { absoluteRows } from './absolute-rows.ts'
import { answerRows, itemRows } from './answer-rows.ts'
import type { RowOrigin } from './conflicts.ts'
import type { ImportRecord, KnownNames } from './import-record.ts'
import type { Mapping } from './mapping.ts'
import { pairwiseRows } from './pairwise-rows.ts'
import type { Registers } from './registers.ts'
import type { Row } from './row.ts'

/**
 * Turns a row into records and enters them in the registers. Where anything is wrong, `row.problems` says
 * so, nothing is yielded and the registers stay as they were.
 */
export type RowHandler = (row: Row, registers: Registers, origin: RowOrigin) => readonly ImportRecord[]

/** The handler for the tables of one mapping. */
export function rowHandler(mapping: Mapping, known: KnownNames): RowHandler {
  switch (mapping.form) {
    case 'pairwise':
      return pairwiseRows(mapping, known)
    case 'absolute':
      return absoluteRows(mapping, known)
    case 'answers':
      return answerRows(mapping, known)
    case 'items':
      return itemRows(mapping)
  }
}
