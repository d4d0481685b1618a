import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { checkApiToken, createApiToken, listApiTokens, revokeApiToken } from './api-tokens.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const harness = { name: 'harness', scopes: ['answers'], days: 90 } as const

describe('tokens of programs', () => {
  it('open what they were made for, for as many days, and are kept as a hash alone', async () => {
    const store = await server.freshStore()
    const { token, expiresAt } = await createApiToken(store, harness)
    expect(token).toMatch(/^eqp_[\w-]{43}$/)
    const left = (Date.parse(expiresAt) - Date.now()) / 86_400_000
    expect(left).toBeGreaterThan(89.9)
    expect(left).toBeLessThan(90.1)
    expect(await checkApiToken(store, token)).toMatchObject({ open: true, scopes: ['answers'] })
    const { rows } = await sql<{ dump: string }>`select api_token::text as dump from api_token`.execute(
      store.database,
    )
    expect(rows[0]?.dump).not.toContain(token.slice(4))
    expect(rows[0]?.dump).toContain(createHash('sha256').update(token).digest('hex'))
  })

  it('say why they open nothing', async () => {
    const store = await server.freshStore()
    const { token } = await createApiToken(store, harness)
    const other = await createApiToken(store, { ...harness, name: 'other' })
    for (const wrong of ['', 'eqp_', token.slice(0, -1), `${token.slice(0, -1)}!`, "eqp_' or true --"])
      expect(await checkApiToken(store, wrong)).toEqual({ open: false, because: 'unknown' })
    expect([await revokeApiToken(store, 'harness'), await revokeApiToken(store, 'harness')]).toEqual([
      true,
      false,
    ])
    expect(await checkApiToken(store, token)).toEqual({ open: false, because: 'revoked' })
    expect(await checkApiToken(store, other.token)).toMatchObject({ open: true })
    await sql`alter table api_token disable trigger append_only`.execute(store.database)
    await sql`update api_token set created_at = created_at - interval '91 days',
      expires_at = expires_at - interval '91 days' where name = 'other'`.execute(store.database)
    expect(await checkApiToken(store, other.token)).toEqual({ open: false, because: 'expired' })
    expect((await listApiTokens(store)).map(({ name, state }) => [name, state])).toEqual([
      ['other', 'expired'],
      ['harness', 'revoked'],
    ])
  })

  it('keep their name for good, and no row is changed or deleted', async () => {
    const store = await server.freshStore()
    await createApiToken(store, harness)
    await revokeApiToken(store, 'harness')
    await expect(createApiToken(store, harness)).rejects.toMatchObject({
      problems: [{ code: 'TOKEN_NAME_TAKEN', value: 'harness' }],
    })
    await expect(revokeApiToken(store, 'nobody')).rejects.toMatchObject({
      problems: [{ code: 'TOKEN_UNKNOWN' }],
    })
    for (const change of [
      sql`update api_token set expires_at = expires_at + interval '1 year'`,
      sql`delete from api_token_revocation`,
      sql`truncate api_token_revocation`,
    ])
      await expect(change.execute(store.database)).rejects.toThrow(/append|change|only/i)
    await expect(
      sql`insert into api_token (id, name, token_hash, scopes, expires_at)
        values (gen_random_uuid(), 'bad', repeat('a', 64), '{}', now() + interval '1 day')`.execute(
        store.database,
      ),
    ).rejects.toThrow(/scopes/)
  })
})
