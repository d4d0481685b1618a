import { expect, it } from 'vitest'
import { gathered } from './gathered.ts'

const tick = () => new Promise((resolve) => setTimeout(resolve, 5))

it('does in one group what comes while another is under way, and gives each its own result', async () => {
  const groups: (readonly number[])[] = []
  const twice = gathered(async (steps: readonly number[]) => {
    groups.push(steps)
    await tick()
    return steps.map((step) => 2 * step)
  })
  expect(await Promise.all([1, 2, 3, 4].map(twice))).toEqual([2, 4, 6, 8])
  expect(groups).toEqual([[1], [2, 3, 4]])
  expect(await twice(5)).toBe(10)
})

it('lets one that cannot be done fail alone', async () => {
  const run = gathered(async (steps: readonly number[]) => {
    await tick()
    if (steps.includes(3)) throw new Error('three')
    return steps
  })
  const ended = await Promise.allSettled([1, 2, 3, 4].map(run))
  expect(ended.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    1,
    2,
    'Error: three',
    4,
  ])
})
