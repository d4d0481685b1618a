import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../review/people/role.ts'
import { writeImport } from '../../store/imports/write-import.ts'
import { readAudit } from '../../store/people/audit.ts'
import { readProfile } from '../../store/people/declarations.ts'
import { readMembers } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { ensureStudy } from '../../store/studies.ts'
import { importedFile, source } from '../../store/testing/sample.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskNextSchema } from '../contract/desk.ts'
import {
  invitedSchema,
  nameDecidedSchema,
  refusalSchema,
  reviewOpenedSchema,
  revokedSchema,
  studyNamesSchema,
  studyResultsSchema,
  studySchema,
  unblindedSchema,
} from '../contract/study.ts'
import { markUnits } from '../testing/mark-units.ts'
import { namedStudy } from '../testing/named-study.ts'
import { reviewStudy } from '../testing/review-study.ts'
import { studyApp } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const two = { arms: ['tarn', 'moor'], items: 4 }

async function blindStudy() {
  const store = await server.freshStore()
  const made = await reviewStudy(store, 'trial', two)
  const app = studyApp(store, made.study, made.protocol, made.items)
  return { store, app, ...made }
}

async function codeOf(response: Response): Promise<string | undefined> {
  return refusalSchema.parse(await response.json()).problems[0]?.code
}

describe('who may use the study page', () => {
  it('owners all of it, analysts what is read, others nothing', async () => {
    const { app } = await blindStudy()
    const paths = app.routes.filter(({ path }) => path.startsWith('/api/study') || path === '/study/report')
    const readable = ['/api/study', '/api/study/results', '/study/report']
    expect(paths.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/study',
      'GET /api/study/names',
      'POST /api/study/names/decide',
      'POST /api/study/people',
      'POST /api/study/people/revoke',
      'POST /api/study/review/open',
      'POST /api/study/unblind',
      'GET /api/study/results',
      'GET /study/report',
    ])
    for (const role of ['owner', 'analyst', 'capturer', 'reviewer'] satisfies readonly Role[]) {
      const visitor = await app.visitor(role, role)
      for (const { method, path } of paths) {
        // A body that says nothing: what is allowed is refused for another reason, and changes nothing.
        const { status } = await visitor.send(method, path, method === 'POST' ? { nothing: 1 } : undefined)
        const allowed = role === 'owner' || (role === 'analyst' && readable.includes(path))
        expect([role, path, status === 403]).toEqual([role, path, !allowed])
      }
    }
  })
})

describe('what an owner does', () => {
  it('invites by a link that opens once, and takes the role back; both are in the log under the owner', async () => {
    const { app, store, study } = await blindStudy()
    const owner = await app.visitor('Olga', 'owner')
    const invitation = {
      name: 'Ada',
      role: 'reviewer',
      specialties: ['Cardiology'],
      uses: ['tarn'],
      paidBy: [],
      hours: 24,
    }
    const { person, link } = await owner.ask(invitedSchema, '/api/study/people', invitation)
    const entered = await enter(store, link.split('/r/')[1] ?? '', 1)
    expect(entered).toMatchObject({ entered: true, visitor: { name: 'Ada', role: 'reviewer' } })
    expect(await (await owner.send('GET', '/api/study')).text()).not.toContain(link.split('/r/')[1])
    expect(await owner.ask(revokedSchema, '/api/study/people/revoke', { person })).toEqual({ revoked: true })
    expect((await readMembers(store, study)).map(({ name }) => name)).toEqual(['Olga'])
    const log = (await readAudit(store, study)).map(({ document }) => JSON.parse(document))
    for (const kind of ['person-invited', 'role-revoked']) {
      expect(log.filter((entry) => entry.kind === kind).at(-1)).toMatchObject({ actor: owner.person })
    }
  })

  it('cannot lose their own role, change another’s by a slip, or name an unknown arm', async () => {
    const { app } = await blindStudy()
    const owner = await app.visitor('Olga', 'owner')
    await app.visitor('Ada', 'reviewer')
    const invitation = { name: 'Zoe', role: 'analyst', specialties: [], uses: [], paidBy: [], hours: 24 }
    const refused = async (path: string, body: unknown) => {
      const response = await owner.send('POST', path, body)
      expect(response.status).toBe(422)
      return codeOf(response)
    }
    expect(await refused('/api/study/people/revoke', { person: owner.person })).toBe('PERSON_SELF')
    expect(await refused('/api/study/people', { ...invitation, name: 'Ada' })).toBe('PERSON_OTHER_ROLE')
    expect(await refused('/api/study/people', { ...invitation, name: 'Olga' })).toBe('PERSON_OTHER_ROLE')
    expect(await refused('/api/study/people', { ...invitation, uses: ['fell'] })).toBe('ARM_UNKNOWN')
    expect(await refused('/api/study/people', { ...invitation, name: ' ' })).toBe('PERSON_NAME')
  })

  it('is told by an invitation who was there already, and leaves what it does not say', async () => {
    const { app, store, study } = await blindStudy()
    const owner = await app.visitor('Olga', 'owner')
    const invite = (more: object) =>
      owner.ask(invitedSchema, '/api/study/people', { name: ' Ada ', role: 'reviewer', hours: 24, ...more })
    const { person, remarks } = await invite({ specialties: ['Cardiology'], paidBy: ['tarn'] })
    expect(remarks).toEqual([])
    expect((await invite({ uses: ['moor'] })).remarks).toEqual([
      'Ada was in the study as reviewer already; this is a further link.',
      'The older link, which nobody had used, opens nothing any more.',
      'Changed. Uses at work: moor; before: none.',
    ])
    expect(await readProfile(store, study, person)).toEqual({
      specialties: ['Cardiology'],
      uses: ['moor'],
      paidBy: ['tarn'],
    })
  })

  it('sees names in their context, decides, and opens the review, which the desk deals at once', async () => {
    const store = await server.freshStore()
    const { study, protocol, items } = await namedStudy(store)
    const app = studyApp(store, study, protocol, items)
    const owner = await app.visitor('Olga', 'owner')
    const ada = await app.visitor('Ada', 'reviewer')
    expect((await ada.send('POST', '/api/desk/next', {})).status).toBe(409)
    const before = await owner.ask(studySchema, '/api/study')
    expect(before.names).toEqual({ found: 2, undecided: 2, excluded: 0, complete: true })
    expect(before.steps?.filter(({ done }) => !done).map(({ id }) => id)).toEqual([
      'lock',
      'names',
      'open',
      'marks',
      'unblind',
      'results',
    ])
    const early = await owner.send('POST', '/api/study/review/open', {})
    expect([early.status, await codeOf(early)]).toEqual([422, 'REVIEW_NAMES_OPEN'])
    const { answers, decidable } = await owner.ask(studyNamesSchema, '/api/study/names')
    expect(decidable).toBe(true)
    expect(answers.map(({ arm, findings }) => [arm, findings[0]?.level])).toEqual([
      ['tarn', 'self'],
      ['tarn', 'name'],
    ])
    const [self, named] = answers
    expect(self?.findings[0]?.context.map(({ text }) => text).join('')).toBe(
      'I am Tarn Clinical, and I would give 5 mg.',
    )
    expect(named?.findings[0]?.context.find(({ found }) => found)?.text).toBe('Tarn Clinical')
    const decide = (answer: string | undefined, decision: string) =>
      owner.ask(nameDecidedSchema, '/api/study/names/decide', {
        answers: [answer],
        decision,
        reason: 'Seen by two',
      })
    await decide(self?.answer, 'exclude')
    await decide(named?.answer, 'mask')
    expect((await owner.ask(studySchema, '/api/study')).names).toEqual({
      found: 2,
      undecided: 0,
      excluded: 1,
      complete: true,
    })
    const opened = await owner.ask(reviewOpenedSchema, '/api/study/review/open', {})
    expect(opened.reviews).toBe(2)
    expect((await ada.ask(deskNextSchema, '/api/desk/next', {})).unit).not.toBe(null)
    const late = await owner.send('POST', '/api/study/names/decide', {
      answers: [self?.answer],
      decision: 'clear',
      reason: 'x',
    })
    expect(await codeOf(late)).toBe('REVIEW_OPEN')
    const log = (await readAudit(store, study)).map(({ document }) => JSON.parse(document))
    for (const kind of ['identity-decided', 'review-opened']) {
      for (const entry of log.filter((one) => one.kind === kind)) expect(entry.actor).toBe(owner.person)
    }
  })

  it('cannot open a review in which nothing could be marked', async () => {
    const store = await server.freshStore()
    const { protocol, items } = await namedStudy(store)
    const study = await ensureStudy(store, 'empty', 'A trial without answers')
    await writeImport(store, study, importedFile('c', 3), source({ items, arms: ['tarn', 'moor'] }))
    const owner = await studyApp(store, study, protocol, []).visitor('Olga', 'owner')
    const refused = await owner.send('POST', '/api/study/review/open', {})
    expect([refused.status, await codeOf(refused)]).toEqual([422, 'REVIEW_EMPTY'])
    expect((await owner.ask(studySchema, '/api/study')).state.review).toBe('not-open')
  })

  it('unblinds with the id of the study typed and a reason, and only then are there results', async () => {
    const { app, store, study } = await blindStudy()
    const owner = await app.visitor('Olga', 'owner')
    const analyst = await app.visitor('Ann', 'analyst')
    await markUnits(await app.visitor('Ada', 'reviewer'), 1, () => ({ marks: { utility: 'tie' } }))
    for (const visitor of [owner, analyst]) {
      for (const path of ['/api/study/results', '/study/report']) {
        const blind = await visitor.send('GET', path)
        expect([blind.status, await codeOf(blind)]).toEqual([409, 'STUDY_BLIND'])
      }
    }
    const wrong = await owner.send('POST', '/api/study/unblind', {
      confirmation: 'yes',
      reason: 'All is marked',
    })
    expect(await codeOf(wrong)).toBe('CONFIRMATION_OTHER')
    const silent = await owner.send('POST', '/api/study/unblind', { confirmation: 'trial', reason: ' ' })
    expect([silent.status, await codeOf(silent)]).toEqual([422, 'REASON_MISSING'])
    expect((await owner.ask(studySchema, '/api/study')).state.review).toBe('blind')
    await owner.ask(unblindedSchema, '/api/study/unblind', { confirmation: 'trial', reason: 'All is marked' })
    expect((await analyst.ask(studySchema, '/api/study')).state).toMatchObject({
      review: 'unblinded',
      unblinded: { by: 'Olga', reason: 'All is marked' },
    })
    expect(await analyst.ask(studyResultsSchema, '/api/study/results')).toEqual({
      state: 'ready',
      report: '/study/report',
    })
    const report = await analyst.send('GET', '/study/report')
    // printf 'p { color: red; }' | openssl dgst -sha256 -binary | base64
    expect(report.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'sha256-pckGv9YvNcB5xy+Y4fbqhyo+ib850wyiuWeNbZvLi00='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    const log = (await readAudit(store, study)).map(({ document }) => JSON.parse(document))
    expect(log.find(({ kind }) => kind === 'unblinded')).toMatchObject({
      actor: owner.person,
      detail: { reason: 'All is marked' },
    })
    expect((await owner.ask(studySchema, '/api/study')).marks.bySystem?.map(({ system }) => system)).toEqual([
      'tarn',
      'moor',
    ])
  })

  it('is told that a long analysis runs, and not kept waiting', async () => {
    const store = await server.freshStore()
    const made = await reviewStudy(store, 'trial', two)
    const app = studyApp(store, made.study, made.protocol, made.items, {
      report: () => new Promise(() => {}),
    })
    const owner = await app.visitor('Olga', 'owner')
    await markUnits(await app.visitor('Ada', 'reviewer'), 1, () => ({ marks: { utility: 'tie' } }))
    await owner.ask(unblindedSchema, '/api/study/unblind', { confirmation: 'trial', reason: 'All is marked' })
    expect(await owner.ask(studyResultsSchema, '/api/study/results')).toEqual({ state: 'running' })
  })
})
