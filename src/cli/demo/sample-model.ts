import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'

/** What the SAMPLE model goes by: signs, and what it says where it reads enough of them. */
const rules = [
  {
    signs: ['toe', 'red', 'swollen', 'water tablet'],
    says: 'Gout is likely. See a doctor within some days.',
  },
  {
    signs: ['flank', 'groin', 'sit still', 'blood in the urine'],
    says: 'Kidney stones would fit. See a doctor today.',
  },
  {
    signs: ['flight', 'leg', 'swollen', 'short of breath'],
    says: 'This may be a deep vein thrombosis. See a doctor today.',
  },
  {
    signs: ['stung', 'hives', 'tongue', 'wheezes'],
    says: 'This is anaphylaxis. Call the emergency services.',
  },
  {
    signs: ['sneezing', 'itching', 'watery', 'winter'],
    says: 'That sounds like allergic rhinitis. Look after it at home.',
  },
  { signs: ['night', 'cough', 'wheeze', 'cold'], says: 'It may be asthma. See a doctor within some days.' },
] as const
const enoughSigns = 3
const otherwise = 'That can have many causes. Rest, drink enough, and see a doctor within some days.'

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(1),
})

/** What the SAMPLE model says to a message. */
export function sampleReply(message: string): string {
  const text = message.toLowerCase()
  return (
    rules.find(({ signs }) => signs.filter((sign) => text.includes(sign)).length >= enoughSigns)?.says ??
    otherwise
  )
}

/**
 * A SAMPLE model for the demo, on a free port of this machine: it speaks the chat completions of OpenAI, so that the demo goes the whole
 * way of a real arm, and knows six rules, so that what a participant leaves out is lost.
 */
export async function serveSampleModel(): Promise<{ readonly baseUrl: string } & AsyncDisposable> {
  const app = new Hono()
  app.post('/v1/chat/completions', async (context) => {
    const { model, messages } = requestSchema.parse(await context.req.json())
    const content = sampleReply(messages.at(-1)?.content ?? '')
    const read = messages.reduce((sum, { content: text }) => sum + tokensOf(text), 0)
    return context.json({
      id: 'sample',
      object: 'chat.completion',
      created: 0,
      model,
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: {
        prompt_tokens: read,
        completion_tokens: tokensOf(content),
        total_tokens: read + tokensOf(content),
      },
    })
  })
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const listening = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) =>
        resolve({ server: listening, port: info.port }),
      )
    },
  )
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** About four characters to a token, which is near enough where nothing is paid. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4)
}
