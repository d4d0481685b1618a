import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readProtocol } from '../src/protocol/read.ts'

const guide = (name: string) => readFileSync(new URL(`../docs/guide/${name}.md`, import.meta.url), 'utf8')

/** The indented block of a page that starts with a line. */
function block(page: string, first: string): string {
  const start = page.indexOf(`    ${first}`)
  return page.slice(start, page.indexOf('\n\n', start)).replaceAll(/^ {4}/gm, '')
}

it('the guide on collecting shows a protocol that reads, and its section of defaults is right', () => {
  const page = guide('collecting')
  const written = block(page, 'schemaVersion: 1')
  const { plan } = readProtocol(written, 'protocol.yaml')
  expect(plan.collect).toMatchObject({ replicates: 2, budget: { usd: null, tokens: 60_000 } })
  const least = readProtocol(written.replace(/collect:\n( {2}.*\n)+/, ''), 'protocol.yaml').plan.collect
  for (const [field, value] of Object.entries(least)) {
    if (typeof value === 'object') expect(page).toContain(`| \`${field}\` | none |`)
    else expect(page.replaceAll('`', '')).toContain(`| ${field} | ${value} |`)
  }
})

it('the section marking of the guide reads, with the judge written twice', () => {
  const section = block(guide('machine-marking'), 'marking:')
  const judges = /judges:\n([\s\S]*?) {2}pairwise:/.exec(section)?.[1] ?? ''
  const whole = section.replace('judges: ...the same', `judges:\n${judges}`)
  const { plan } = readProtocol(
    `${block(guide('collecting'), 'schemaVersion: 1')}\n${whole}\n`,
    'protocol.yaml',
  )
  expect(plan.marking.pairwise).toMatchObject({
    judges: [{ id: 'our-judge', family: 'house', source: { provider: 'compatible' } }],
    axes: ['safety'],
    pairs: [['ours', 'handbook']],
  })
})
