import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readProtocol } from '../src/protocol/read.ts'

const guide = (name: string) => readFileSync(new URL(`../docs/guide/${name}.md`, import.meta.url), 'utf8')

const protocol = /```yaml\n([\s\S]*?)```/.exec(guide('protocol'))?.[1] ?? ''

it('the guide shows a section review that reads, in the protocol of the guide', () => {
  const page = guide('assignment')
  const start = page.indexOf('    reviewPlan:')
  const section = page.slice(start, page.indexOf('\n\n', start)).replaceAll(/^ {4}/gm, '')
  const { review } = readProtocol(`${protocol}${section}\n`, 'protocol.yaml').plan
  expect(review).toMatchObject({ reviewersPerQuestion: 3, overlap: 0.5, most: 40, rulebook: 'rulebook.md' })
  expect(review.forms).toEqual(['pairwise', 'absolute'])
})

it('the guide names every field, with its default where that is one value', () => {
  const page = guide('assignment').replaceAll('`', '')
  const least = readProtocol(protocol, 'protocol.yaml').plan.review
  for (const [field, value] of Object.entries(least)) {
    // The shares of renderings are those of reviewPlan and no field of this section.
    if (field === 'renderings') continue
    const row = page.split('\n').find((line) => line.startsWith(`| ${field} |`))
    expect(row, field).toBeDefined()
    const byOthers = ['reviewersPerQuestion', 'comparisonsPerQuestion', 'pairs', 'axes', 'forms'].includes(
      field,
    )
    if (byOthers || field === 'conflicts' || field === 'asks') continue
    const shown =
      value === null
        ? field === 'specialty'
          ? 'no rule'
          : 'none'
        : Array.isArray(value)
          ? 'none'
          : String(value)
    expect(row?.endsWith(`| ${shown} |`), `${field}: ${shown}`).toBe(true)
  }
})
