import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askedSchema } from '../src/server/contract/ask.ts'
import { projectRoot } from './support/command-line.ts'
import { type IndexedSources, indexedSample } from './support/sample-corpus.ts'
import { servedAskPage } from './support/served-ask-page.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
let corpus: IndexedSources
beforeAll(async () => {
  ;[workspace, corpus] = await Promise.all([sharedWorkspace(), indexedSample()])
}, 60_000)
afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await corpus[Symbol.asyncDispose]()
})

it('is analysed as any other study, by the protocol that ships', { timeout: 120_000 }, async () => {
  await using served = await servedAskPage(workspace.store, corpus.folder)
  let compared = 0
  for (const name of ['Ada', 'Bea', 'Cyd', 'Dee']) {
    const { send } = await served.visitor(name, 'reviewer')
    for (const question of ['How is heart failure treated?', 'How is gout treated?']) {
      for (let n = 0; n < 8; n++) {
        const body = { question, consent: true }
        const asked = askedSchema.parse(await (await send('/api/ask/questions', body)).json())
        const two = asked.answers.length === 2
        if (two) compared += 1
        const kept = await send('/api/ask/feedback', {
          asking: asked.id,
          consent: true,
          useful: asked.answers.map(() => ({ value: 2, harm: null })),
          better: two ? 'first' : null,
        })
        expect(kept.status).toBe(200)
      }
    }
  }
  expect(compared).toBeGreaterThan(5)
  const protocol = await readFile(join(projectRoot, 'studies', 'ask', 'protocol.yaml'), 'utf8')
  const study = await workspace.study('ask', protocol)
  await study.done('analyse')
  const { data, verdicts } = await study.results()
  // Two questions by four people, eight times; two marks more for each pair that was compared: which, and of the second.
  expect(data).toMatchObject({ items: 64, reviewers: 4, marks: 64 + 2 * compared, imports: [] })
  // Whoever always takes the first answer prefers no version, since the order was drawn.
  expect(verdicts).toMatchObject([
    {
      hypothesis: { id: 'prior-over-bm25', axis: 'better' },
      verdict: 'cannot tell',
      estimate: { n: compared, nReviewers: 4 },
    },
  ])
})
