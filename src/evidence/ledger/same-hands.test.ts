import { describe, expect, it } from 'vitest'
import { inventedLedger } from '../testing/invented-ledger.ts'
import { sameHands } from './same-hands.ts'
import type { Source } from './source-schema.ts'

describe('sameHands', () => {
  const by = (...authors: string[]): Source => ({
    ...(inventedLedger([{ number: 1 }]).sources[0] ?? raise()),
    authors,
  })
  it.each([
    [['Ada'], ['Ada'], true],
    [['Ada', 'Bo', 'Cy'], ['Cy', 'Ada', 'Di'], true],
    [['Ada', 'Patel'], ['Bo', 'Patel'], false],
    [['Feng', 'Patel'], ['Feng'], true],
    [[], [], false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameHands(by(...one), by(...other))).toBe(same)
  })
})

function raise(): never {
  throw new Error('no source')
}
