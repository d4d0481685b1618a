import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readProtocol } from '../../protocol/read.ts'
import { shippedFile } from '../version.ts'
import { sampleReply, serveSampleModel } from './sample-model.ts'

const { plan } = readProtocol(
  readFileSync(fileURLToPath(shippedFile('studies/sample-assisted/protocol.yaml')), 'utf8'),
  'sample-assisted',
)
const cases = plan.assisted?.cases ?? []

describe('the SAMPLE model', () => {
  it.each(cases)(
    'knows the case as a whole, and no case from two of its words: $id',
    ({ text, conditions }) => {
      const named = (reply: string) =>
        conditions.some(({ name }) => reply.toLowerCase().includes(name.toLowerCase()))
      expect(named(sampleReply(text))).toBe(true)
      expect(named(sampleReply(text.split(' ').slice(0, 2).join(' ')))).toBe(false)
    },
  )

  it('speaks chat completions, and counts what it read', async () => {
    await using model = await serveSampleModel()
    const response = await fetch(`${model.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'abcdefgh' }] }),
    })
    expect(await response.json()).toMatchObject({
      model: 'm',
      choices: [{ message: { role: 'assistant' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 2 },
    })
  })
})
