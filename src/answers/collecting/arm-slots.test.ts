import { describe, expect, it } from 'vitest'
import { ArmSlots } from './arm-slots.ts'

describe('ArmSlots', () => {
  it('hands out every slot once, in order, and counts what is closed', () => {
    const slots = new ArmSlots(3)
    slots.close(1)
    expect([slots.take(0), slots.take(0), slots.take(0)]).toEqual([0, 2, null])
    slots.close(0)
    slots.close(0)
    expect([slots.closed, slots.attempts(0), slots.attempts(1), slots.untouched]).toEqual([2, 1, 0, false])
  })

  it('hands out slots whose wait is over before new ones, soonest first', () => {
    const slots = new ArmSlots(4)
    for (let taken = 0; taken < 3; taken++) slots.take(0)
    slots.putOff(0, 50)
    slots.putOff(1, 20)
    slots.putOff(2, 90)
    expect([slots.nextDue, slots.waiting]).toEqual([20, 3])
    expect([slots.take(60), slots.take(60), slots.take(60), slots.take(60)]).toEqual([1, 0, 3, null])
    expect([slots.attempts(1), slots.nextDue]).toEqual([2, 90])
  })

  it('leaves out slots that are not asked, and keeps one that is answered already', () => {
    const slots = new ArmSlots(3)
    slots.close(1)
    for (const slot of [0, 1]) slots.leaveOut(slot)
    slots.leaveOut(0)
    expect([slots.total, slots.closed, slots.take(0), slots.take(0)]).toEqual([2, 1, 2, null])
  })

  it('takes back a slot that was not called after all', () => {
    const slots = new ArmSlots(2)
    slots.take(0)
    slots.untake(0)
    expect([slots.attempts(0), slots.untouched, slots.take(0)]).toEqual([0, true, 0])
  })
})
