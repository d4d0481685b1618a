import { z } from 'zod'
import { isToken, newToken } from '../people/token.ts'
import { idSchema, timeSchema } from '../rows.ts'
import { tokenScopes } from './token-scope.ts'

export const apiTokenRowSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  token_hash: z.string(),
  scopes: z.array(z.enum(tokenScopes)).min(1),
  created_at: timeSchema,
  expires_at: timeSchema,
})

export const apiTokenRevocationRowSchema = z.strictObject({ token_id: idSchema, revoked_at: timeSchema })

/** Programs that look for secrets in files know it by its beginning. */
const beginning = 'eqp_'

/** A new token; it is shown once and never stored. */
export function newApiToken(): string {
  return `${beginning}${newToken()}`
}

/** Whether a text has the form of a token of ours. */
export function isApiToken(text: string): boolean {
  return text.startsWith(beginning) && isToken(text.slice(beginning.length))
}
