import { describe, expect, it } from 'vitest'
import { Dealing } from './dealing.ts'
import { bookOf, designOf } from './testing/designs.ts'
import { createUnitBook } from './unit-book.ts'

describe('Dealing', () => {
  const book = bookOf(designOf({ questions: 3, section: { gold: [{ item: 'q0', marks: [] }] } }))
  const gold = book.gold[0]?.number ?? -1

  it('lets one reviewer hold a unit of the study, and every reviewer one of gold', () => {
    const dealing = new Dealing(book)
    dealing.take(0, 'one')
    expect(() => dealing.take(0, 'two')).toThrow('REVIEW_UNIT_TAKEN')
    dealing.take(gold, 'one')
    dealing.take(gold, 'two')
    expect(() => dealing.take(gold, 'two')).toThrow('REVIEW_UNIT_TAKEN')
    expect(dealing.recordOf('one')).toMatchObject({ takes: 2, turns: 2, load: 2 })
  })

  it('finishes only what is held, once or more often', () => {
    const dealing = new Dealing(book)
    expect(() => dealing.finish(0, 'one')).toThrow('REVIEW_UNIT_NOT_HELD')
    dealing.take(0, 'one')
    dealing.finish(0, 'one')
    dealing.finish(0, 'one')
    expect(() => dealing.giveBack(0, 'one')).toThrow('REVIEW_UNIT_NOT_HELD')
    expect([dealing.isFree(0), dealing.isFree(1)]).toEqual([false, true])
  })

  it('gives back what was finished and is not any more', () => {
    const dealing = new Dealing(book)
    dealing.take(0, 'one')
    dealing.reopen(0, 'one')
    dealing.finish(0, 'one')
    dealing.reopen(0, 'two')
    expect([...dealing.recordOf('one').done]).toEqual([0])
    dealing.reopen(0, 'one')
    dealing.giveBack(0, 'one')
    expect([dealing.isFree(0), dealing.recordOf('one').load]).toEqual([true, 0])
  })

  it('counts marks that are held or done', () => {
    const dealing = new Dealing(book)
    const slot = book.slotOf[0] ?? -1
    dealing.take(0, 'one')
    expect(dealing.marked(slot)).toBe(1)
    dealing.giveBack(0, 'one')
    expect(dealing.marked(slot)).toBe(0)
    dealing.take(0, 'two')
    dealing.finish(0, 'two')
    expect(dealing.marked(slot)).toBe(1)
  })

  it('refuses units that are not there or not in the order of their numbers', () => {
    expect(() => new Dealing(book).take(99, 'one')).toThrow('there is no unit 99')
    const { seed, setup, units } = book
    expect(() => createUnitBook({ seed, setup, items: [], units: units.toReversed() })).toThrow('unit 0 must')
  })
})
