import { expect, it } from 'vitest'
import { readAhead } from './read-ahead.ts'

function source(pages: number, failAt = -1) {
  const log: string[] = []
  const read = async function* () {
    try {
      for (let page = 0; page < pages; page += 1) {
        log.push(`asked ${page}`)
        await Promise.resolve()
        if (page === failAt) throw new Error(`no page ${page}`)
        log.push(`came ${page}`)
        yield page
      }
    } finally {
      log.push('closed')
    }
  }
  return { log, read }
}

it('asks for a page before the one before is worked on', async () => {
  const { log, read } = source(3)
  const pages: number[] = []
  for await (const page of readAhead(read())) {
    log.push(`at work ${page}`)
    pages.push(page)
  }
  expect(pages).toEqual([0, 1, 2])
  expect(log.indexOf('asked 1')).toBeLessThan(log.indexOf('at work 0'))
  expect(log).toContain('closed')
})

it('closes the source when its reader stops, after the page that is on its way', async () => {
  const { log, read } = source(9)
  for await (const page of readAhead(read())) if (page === 1) break
  expect(log.slice(-2)).toEqual(['came 2', 'closed'])
})

it('tells of a failure at the page that failed', async () => {
  const pages: number[] = []
  const all = async () => {
    for await (const page of readAhead(source(3, 1).read())) pages.push(page)
  }
  await expect(all()).rejects.toThrow('no page 1')
  expect(pages).toEqual([0])
})
