import { describe, expect, it } from 'vitest'
import { ReviewerWork, type TakenWork, type WorkNews } from './reviewer-work.ts'

const none: WorkNews = { taken: [], returned: [], marked: [] }
const taken = (seq: number, more: Partial<TakenWork> = {}): TakenWork => ({
  seq,
  assignment: `assignment-${seq}`,
  unit: `unit-${seq}`,
  role: 'study',
  repeat: false,
  tasks: [`task-${seq}`],
  ...more,
})
const marked = (seq: number, task: string, activeSeconds: number, complete = true) => ({
  seq,
  task,
  complete,
  activeSeconds,
})

describe('the work of a reviewer', () => {
  it('is open from its taking until the last word on every task says that it is complete', () => {
    const work = new ReviewerWork()
    expect([work.openUnit(), work.progress()]).toEqual([null, { done: 0, secondsPerUnit: null }])
    work.learn({ ...none, taken: [taken(3, { tasks: ['x', 'y'] }), taken(8)] })
    expect(work.openUnit()).toBe('unit-3')
    work.learn({ ...none, marked: [marked(1, 'x', 20), marked(2, 'y', 5, false)] })
    expect(work.openUnit()).toBe('unit-3')
    work.learn({ ...none, marked: [marked(4, 'y', 12)] })
    expect(work.openUnit()).toBe('unit-8')
    // 20 s and 12 s of the two tasks; what was said before the last word does not count.
    expect(work.progress()).toEqual({ done: 1, secondsPerUnit: 32 })
    work.learn({ ...none, marked: [marked(5, 'task-8', 8), marked(6, 'x', 21, false)] })
    expect(work.openUnit()).toBe('unit-3')
    expect(work.progress()).toEqual({ done: 1, secondsPerUnit: 8 })
  })

  it('is no longer the reviewer’s once it was given back, and is again when it is taken again', () => {
    const work = new ReviewerWork()
    work.learn({ ...none, taken: [taken(1, { unit: 'u' })] })
    work.learn({
      ...none,
      returned: [
        { seq: 2, assignment: 'of somebody else' },
        { seq: 4, assignment: 'assignment-1' },
      ],
    })
    expect([work.openUnit(), work.size]).toEqual([null, 0])
    work.learn({ ...none, taken: [taken(5, { unit: 'u' })] })
    expect(work.openUnit()).toBe('u')
    expect(work.position).toEqual({ taken: 5, returned: 4, marked: 0 })
  })

  it('takes in what two requests read at once a single time, whichever comes first', () => {
    const work = new ReviewerWork()
    work.learn({
      ...none,
      taken: [taken(1)],
      marked: [marked(1, 'task-1', 9), marked(2, 'task-1', 9, false)],
    })
    work.learn({ ...none, taken: [taken(1)], marked: [marked(1, 'task-1', 9)] })
    expect(work.openUnit()).toBe('unit-1')
    work.learn({ ...none, returned: [{ seq: 7, assignment: 'assignment-1' }] })
    work.learn({ ...none, taken: [taken(1)] })
    expect(work.openUnit()).toBe(null)
  })

  it('counts gold and repeats as done, practice not, and asks for guesses about first showings alone', () => {
    const work = new ReviewerWork()
    work.learn({
      ...none,
      taken: [
        taken(1, { role: 'training' }),
        taken(2, { role: 'gold' }),
        taken(3, { repeat: true }),
        taken(4),
      ],
      marked: [1, 2, 3, 4].map((seq) => marked(seq, `task-${seq}`, seq * 10)),
    })
    // 20, 30 and 40 s.
    expect(work.progress()).toEqual({ done: 3, secondsPerUnit: 30 })
    expect(work.finishedFirstShowings()).toEqual(['unit-4'])
    expect(work.hasGuessed).toBe(false)
    work.learn({ ...none, marked: [{ seq: 5, task: 'task-4', complete: null, activeSeconds: null }] })
    expect([work.hasGuessed, work.progress().done, work.position.marked]).toEqual([true, 3, 5])
  })
})
