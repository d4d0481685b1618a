import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import { tokenHash } from '../people/token.ts'
import { timeSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { isApiToken, newApiToken } from './api-token.ts'
import { type TokenScope, tokenScopes } from './token-scope.ts'

export interface NewApiToken {
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** Days until it expires. */
  readonly days: number
}

/** Makes a token. What is given back opens the door; the database keeps its hash. */
export function createApiToken(
  store: Store,
  { name, scopes, days }: NewApiToken,
): Promise<{ readonly token: string; readonly expiresAt: string }> {
  return withProblems(async () => {
    const token = newApiToken()
    const made = await store.database
      .insertInto('api_token')
      .values({
        id: randomUUID(),
        name,
        token_hash: tokenHash(token),
        scopes: [...scopes],
        expires_at: sql`clock_timestamp() + make_interval(days => ${days})`,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('expires_at')
      .executeTakeFirst()
    if (made !== undefined) return { token, expiresAt: made.expires_at }
    throw problem(
      'TOKEN_NAME_TAKEN',
      'There is, or was, a token of this name.',
      'Choose another: what was done by one name stays readable.',
      { value: name },
    )
  })
}

/** @returns Whether it was open until now. Throws TOKEN_UNKNOWN where there is none of this name. */
export function revokeApiToken(store: Store, name: string): Promise<boolean> {
  return withProblems(async () => {
    const found = await store.database
      .selectFrom('api_token')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst()
    if (found === undefined) {
      throw problem('TOKEN_UNKNOWN', 'There is no token of this name.', 'List them: equipoise token list', {
        value: name,
      })
    }
    const revoked = await store.database
      .insertInto('api_token_revocation')
      .values({ token_id: found.id })
      .onConflict((conflict) => conflict.column('token_id').doNothing())
      .returning('token_id')
      .executeTakeFirst()
    return revoked !== undefined
  })
}

const listedSchema = z.object({
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  revokedAt: timeSchema.nullable(),
  state: z.enum(['open', 'expired', 'revoked']),
})

export type ListedToken = Readonly<z.infer<typeof listedSchema>>

export function listApiTokens(store: Store): Promise<readonly ListedToken[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select name, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
        case when revoked_at is not null then 'revoked'
          when expires_at <= clock_timestamp() then 'expired' else 'open' end as state
      from api_token left join api_token_revocation on token_id = id
      order by created_at, name`.execute(store.database)
    return z.array(listedSchema).parse(rows)
  })
}

export type TokenCheck =
  | { readonly open: true; readonly id: string; readonly scopes: readonly TokenScope[] }
  | { readonly open: false; readonly because: 'unknown' | 'expired' | 'revoked' }

const checkedSchema = z.object({
  id: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  expired: z.boolean(),
  revoked: z.boolean(),
})

/**
 * Looks a token up by its hash: how long that takes tells nothing of how near a guess was, for nobody can choose the hash of a
 * guess.
 */
export function checkApiToken(store: Store, token: string): Promise<TokenCheck> {
  return withProblems(async () => {
    if (!isApiToken(token)) return { open: false, because: 'unknown' }
    const { rows } = await sql`
      select id, scopes, expires_at <= clock_timestamp() as expired, revoked_at is not null as revoked
      from api_token left join api_token_revocation on token_id = id
      where token_hash = ${tokenHash(token)}`.execute(store.database)
    if (rows[0] === undefined) return { open: false, because: 'unknown' }
    const { id, scopes, expired, revoked } = checkedSchema.parse(rows[0])
    if (revoked) return { open: false, because: 'revoked' }
    return expired ? { open: false, because: 'expired' } : { open: true, id, scopes }
  })
}
