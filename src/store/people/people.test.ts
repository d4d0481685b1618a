import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../../review/people/audit-entry.ts'
import { ensureStudy } from '../studies.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readAudit } from './audit.ts'
import { readProfile } from './declarations.ts'
import { deletePerson, invite, readMembers, revoke } from './people.ts'
import { enter, leave, visitorOf } from './sessions.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function study() {
  const store = await server.freshStore()
  return { store, study: await ensureStudy(store, 'trial', 'A trial') }
}

describe('invitations', () => {
  it('open once, for the person and the role that they name', async () => {
    const { store, study: trial } = await study()
    const { token, person } = await invite(store, trial, { name: 'Ada', role: 'reviewer' }, null, 24)
    const entry = await enter(store, token, 8)
    if (!entry.entered) throw new Error(entry.because)
    expect(entry.visitor).toEqual({ study: trial.id, person, name: 'Ada', role: 'reviewer' })
    expect(await visitorOf(store, entry.session)).toEqual(entry.visitor)
    expect(await enter(store, token, 8)).toEqual({ entered: false, because: 'used' })
    await leave(store, entry.session)
    expect(await visitorOf(store, entry.session)).toBe(null)
  })

  it('let one of two in who use a link at the same moment', async () => {
    const { store, study: trial } = await study()
    const { token } = await invite(store, trial, { name: 'Ada', role: 'reviewer' }, null, 24)
    const entries = await Promise.all(Array.from({ length: 6 }, () => enter(store, token, 8)))
    expect(entries.filter((entry) => entry.entered)).toHaveLength(1)
  })

  it('are refused when forged, expired, revoked or replaced by a later one', async () => {
    const { store, study: trial } = await study()
    const because = async (token: string) => {
      const entry = await enter(store, token, 8)
      return entry.entered ? null : entry.because
    }
    expect(await because('x'.repeat(43))).toBe('unknown')
    const late = await invite(store, trial, { name: 'Late', role: 'analyst' }, null, -1)
    expect(await because(late.token)).toBe('expired')
    const first = await invite(store, trial, { name: 'Twice', role: 'reviewer' }, null, 24)
    const second = await invite(store, trial, { name: 'Twice', role: 'reviewer' }, null, 24)
    expect(second.person).toBe(first.person)
    expect([await because(first.token), await because(second.token)]).toEqual(['revoked', null])
    const gone = await invite(store, trial, { name: 'Gone', role: 'capturer' }, null, 24)
    await revoke(store, trial, gone.person, null)
    expect(await because(gone.token)).toBe('revoked')
  })

  it('leave what they do not say of a person as it is, and say what they changed', async () => {
    const { store, study: trial } = await study()
    const again = (more: object) => invite(store, trial, { name: 'Ada', role: 'reviewer', ...more }, null, 24)
    const first = await again({
      email: 'ada@example.org',
      profile: { specialties: ['Cardiology'], paidBy: ['tarn'] },
    })
    expect([first.present, first.endedLinks, first.changed]).toEqual([false, 0, []])
    const second = await again({})
    expect([second.present, second.endedLinks, second.changed]).toEqual([true, 1, []])
    await enter(store, second.token, 1)
    const third = await again({ profile: { uses: ['moor'], paidBy: [] } })
    expect([third.endedLinks, third.changed]).toEqual([
      0,
      [
        { field: 'uses', before: '', now: 'moor' },
        { field: 'paidBy', before: 'tarn', now: '' },
      ],
    ])
    expect(await readProfile(store, trial, first.person)).toEqual({
      specialties: ['Cardiology'],
      uses: ['moor'],
      paidBy: [],
    })
    const { rows } = await sql`select email from person_private`.execute(store.database)
    expect(rows).toEqual([{ email: 'ada@example.org' }])
    const invited = (await readAudit(store, trial))
      .map(({ document }) => JSON.parse(document))
      .filter(({ kind }) => kind === 'person-invited')
    expect(invited.map(({ detail }) => detail.changed)).toEqual([undefined, undefined, 'uses, paidBy'])
    // A digest in place of the words, since the log stays when the person is deleted.
    expect(invited[2].detail.declared).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(invited)).not.toMatch(/moor|tarn/)
  })

  it('keep nothing that opens a door', async () => {
    const { store, study: trial } = await study()
    const { token } = await invite(store, trial, { name: 'Ada', role: 'owner' }, null, 24)
    const entry = await enter(store, token, 8)
    if (!entry.entered) throw new Error(entry.because)
    const { rows } = await sql<{ dump: string }>`
      select (select string_agg(invitation::text, '') from invitation)
        || (select string_agg(web_session::text, '') from web_session)
        || (select string_agg(audit_entry::text, '') from audit_entry) as dump`.execute(store.database)
    expect(rows[0]?.dump).not.toContain(token)
    expect(rows[0]?.dump).not.toContain(entry.session)
    expect(rows[0]?.dump).not.toContain('Ada')
  })
})

describe('roles', () => {
  it('end sessions and links at once when they are revoked', async () => {
    const { store, study: trial } = await study()
    const { token, person } = await invite(store, trial, { name: 'Ada', role: 'reviewer' }, null, 24)
    const entry = await enter(store, token, 8)
    if (!entry.entered) throw new Error(entry.because)
    expect(await revoke(store, trial, person, null)).toBe(true)
    expect(await visitorOf(store, entry.session)).toBe(null)
    expect(await readMembers(store, trial)).toEqual([])
    expect(await revoke(store, trial, person, null)).toBe(false)
  })

  it('are one at a time: another is given only after the first was taken back', async () => {
    const { store, study: trial } = await study()
    const first = await invite(store, trial, { name: 'Ada', role: 'reviewer' }, null, 24)
    const entry = await enter(store, first.token, 8)
    if (!entry.entered) throw new Error(entry.because)
    const owner = { name: 'Ada', role: 'owner' } as const
    await expect(invite(store, trial, owner, null, 24)).rejects.toThrow(/PERSON_OTHER_ROLE/)
    expect(await visitorOf(store, entry.session)).toMatchObject({ role: 'reviewer' })
    await revoke(store, trial, first.person, null)
    await invite(store, trial, owner, null, 24)
    expect(await visitorOf(store, entry.session)).toBe(null)
    expect((await readMembers(store, trial)).map(({ name, role }) => [name, role])).toEqual([
      ['Ada', 'owner'],
    ])
  })
})

describe('deleting a person', () => {
  it('removes all that tells who it was, and leaves a log that holds', async () => {
    const { store, study: trial } = await study()
    const profile = { specialties: ['Cardiology'], uses: ['tarn'], paidBy: [] }
    const { token, person } = await invite(
      store,
      trial,
      { name: 'Ada Lovelace', email: 'ada@example.org', role: 'reviewer', profile },
      null,
      24,
    )
    await enter(store, token, 8)
    expect(await readProfile(store, trial, person)).toEqual(profile)
    await deletePerson(store, trial, person, null)
    expect(await readProfile(store, trial, person)).toEqual({ specialties: [], uses: [], paidBy: [] })
    for (const table of ['person_private', 'invitation', 'web_session']) {
      const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(store.database)
      expect(rows, table).toEqual([])
    }
    const log = await readAudit(store, trial)
    expect(verifyChain(log)).toBe(null)
    expect(log.map(({ document }) => JSON.parse(document).kind)).toEqual([
      'role-granted',
      'person-invited',
      'person-entered',
      'role-revoked',
      'person-deleted',
    ])
    await expect(deletePerson(store, trial, person, null)).rejects.toThrow(/PERSON_UNKNOWN/)
  })
})

describe('the audit log', () => {
  it('has no gaps when many write at once', async () => {
    const { store, study: trial } = await study()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        invite(store, trial, { name: `P${n}`, role: 'reviewer' }, null, 1),
      ),
    )
    const log = await readAudit(store, trial)
    expect(log).toHaveLength(40)
    expect(verifyChain(log)).toBe(null)
  })

  it('finds an entry that was altered, left out, put in between or moved', async () => {
    const { store, study: trial } = await study()
    for (const name of ['A', 'B', 'C']) await invite(store, trial, { name, role: 'reviewer' }, null, 1)
    const log = await readAudit(store, trial)
    const [one, two, three] = log
    if (one === undefined || two === undefined || three === undefined) throw new Error('no log')
    const altered = { ...two, document: two.document.replace('reviewer', 'owner') }
    expect(verifyChain([one, altered, three])).toEqual({ number: 2, fault: 'altered' })
    expect(verifyChain([one, three])).toEqual({ number: 2, fault: 'missing' })
    expect(verifyChain([one, { ...three, number: 2 }])).toEqual({ number: 2, fault: 'not-linked' })
    await expect(
      sql`update audit_entry set document = '{}' where number = 1`.execute(store.database),
    ).rejects.toThrow(/never changed/)
  })
})
