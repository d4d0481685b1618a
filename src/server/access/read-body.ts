import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { problem } from '../../problem.ts'
import type { ServerContext } from './route.ts'

/**
 * What a page of ours sent.
 *
 * @throws ProblemError REQUEST_INVALID with the field and what is expected of it.
 */
export async function readBody<Body>(context: ServerContext, schema: z.ZodType<Body>): Promise<Body> {
  const given = schema.safeParse(await context.req.json().catch(() => null))
  if (given.success) return given.data
  const [issue] = given.error.issues
  throw problem(
    'REQUEST_INVALID',
    'Something that was sent cannot be used.',
    'Correct it and send it again.',
    {
      place: { field: issue?.path.join('.') ?? '' },
      expected: issue === undefined ? null : expectedValue(issue),
    },
  )
}
