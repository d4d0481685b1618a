import type { z } from 'zod'
import { problem } from '../../problem.ts'
import type { ServerContext } from '../access/route.ts'

/**
 * What a page of the capture desk sent.
 *
 * @throws ProblemError CAPTURE_UNREADABLE, which names a field that there is not and never what stood in it.
 */
export async function readBody<T>(context: ServerContext, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => null)
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const [issue] = read.error.issues
  if (issue?.code === 'unrecognized_keys')
    throw problem(
      'CAPTURE_UNREADABLE',
      `The desk has no field ${issue.keys.map((key) => `“${key.slice(0, 40)}”`).join(', ')}.`,
      'Names and passwords of accounts do not belong here. Reload the page; what you typed stays.',
      { place: { field: issue.path.join('.') } },
    )
  throw problem(
    'CAPTURE_UNREADABLE',
    'Something is missing, too long or of another kind than the desk sends.',
    'Shorten it, or reload the page; what you typed stays.',
    { place: { field: issue?.path.join('.') ?? '' } },
  )
}
