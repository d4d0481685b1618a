import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { always, passingFaults, randomFaults } from './providers/faults.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const key = 'sk-stand-in-5d21e0'
const four = ways.map((way) => way.name).slice(0, 4)
const quick = { concurrency: 20, timeoutSeconds: 20, attempts: 8 }

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = key
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(workspace.store.database)
  return Number(rows[0]?.n)
}

describe('equipoise run', () => {
  it('collects from every provider and ends complete under faults', { timeout: 60_000 }, async () => {
    await using made = await collectingStudy(workspace, 'faulty', {
      items: 40,
      ways: four,
      collect: quick,
      standIn: () => ({ faults: randomFaults(3, 0.2, passingFaults), retryAfterSeconds: 0.05 }),
    })
    const { exitCode, out, notes } = await made.study.run('run', '--json')
    expect(exitCode, notes).toBe(0)
    const result = JSON.parse(out)
    expect(result).toMatchObject({ stopped: 'complete', missing: 0, inDoubt: 0, skipped: [] })
    for (const arm of result.arms)
      expect(arm).toMatchObject({ slots: 40, answered: 40, failed: 0, halted: null })
    for (const [index, server] of [...made.servers.values()].entries()) {
      // Every request is a first attempt or one that was recorded as called again.
      expect(server.requests.length).toBe(40 + result.arms[index].retries)
      expect(result.arms[index].retries).toBeGreaterThan(0)
      expect(server.mostAtOnce()).toBeLessThanOrEqual(20)
    }
    expect(result.spent.usd).toBeGreaterThan(0)
    const again = JSON.parse((await made.study.done('run', '--json')).out)
    expect(again.spent.tokens).toBe(result.spent.tokens)
    expect(again.spent.usd).toBeCloseTo(result.spent.usd, 9)
    const sent = [...made.servers.values()].reduce((sum, server) => sum + server.requests.length, 0)
    expect(sent).toBe(
      160 + result.arms.reduce((sum: number, arm: { retries: number }) => sum + arm.retries, 0),
    )
  })

  it('says what it would call and cost, and calls nothing', async () => {
    await using made = await collectingStudy(workspace, 'dry', { items: 3, ways: four.slice(0, 2) })
    const { exitCode, out } = await made.study.run('run', '--dry-run', '--json')
    expect(exitCode).toBe(0)
    const { arms } = JSON.parse(out)
    expect(arms.map(({ calls }: { calls: number }) => calls)).toEqual([3, 3])
    // GPT-4.1 costs 2 dollars for a million tokens in and 8 out: three answers of at most 200 tokens cost 0.0048.
    expect(arms[0].atMostUsd).toBeGreaterThan(0.0048)
    expect(arms[0].atMostUsd).toBeLessThan(0.0055)
    expect([...made.servers.values()].flatMap((server) => server.requests)).toEqual([])
  })

  it('stops before the budget breaks and goes on when it is raised', async () => {
    await using made = await collectingStudy(workspace, 'budget', {
      items: 30,
      ways: four.slice(0, 2),
      collect: { ...quick, budget: { tokens: 5000 } },
    })
    const first = await made.study.run('run', '--json')
    const stopped = JSON.parse(first.out)
    expect([first.exitCode, stopped.stopped]).toEqual([1, 'budget'])
    expect(stopped.spent.tokens).toBeLessThanOrEqual(5000)
    const protocol = await readFile(join(made.study.path, 'protocol.yaml'), 'utf8')
    await made.study.write('protocol.yaml', protocol.replace('tokens: 5000', 'tokens: 5000000'))
    expect(JSON.parse((await made.study.done('run', '--json')).out).missing).toBe(0)
    const asked = [...made.servers.values()].map((server) => server.requests.length)
    expect(asked).toEqual([30, 30])
  })

  it('keeps what came from a file apart from what an API said', async () => {
    const file = (name: string) => ({ file: name })
    const moreArms = [
      {
        id: 'old',
        kind: 'general',
        source: { via: 'recorded', ...file('old.jsonl'), provenance: 'A study of 2025.' },
      },
      { id: 'maker', kind: 'own', source: { via: 'vendor', vendor: 'A Maker', ...file('maker.jsonl') } },
    ]
    await using made = await collectingStudy(workspace, 'files', {
      items: 1,
      ways: four.slice(0, 2),
      moreArms,
    })
    for (const name of ['old', 'maker'])
      await made.study.write(`${name}.jsonl`, '{"item": "q00000", "text": "Give 40 mg."}\n')
    await made.study.done('run')
    const { rows } = await sql<{ key: string; provenance: string }>`
      select arm.key, provenance from answer join arm on arm.id = arm_id join study on study.id = answer.study_id
      where study.key = 'files' order by arm.key`.execute(workspace.store.database)
    expect(rows.map(({ key: arm, provenance }) => [arm, provenance])).toEqual([
      ['arm-0', 'api'],
      ['arm-1', 'api'],
      ['maker', 'vendor'],
      ['old', 'recorded'],
    ])
  })

  it('says why calls failed, and what the same command can do about it', async () => {
    await using made = await collectingStudy(workspace, 'failing', {
      items: 3,
      ways: four.slice(0, 2),
      collect: { ...quick, attempts: 1 },
      standIn: (arm) => ({ faults: always(arm === 'arm-0' ? 'server-error' : 'empty') }),
    })
    const { exitCode, out } = await made.study.run('run')
    expect(exitCode).toBe(1)
    expect(out).toContain('arm-0 failed: 3 server-error')
    expect(out).toContain('arm-1 failed: 3 empty')
    expect(out).toContain('6 slots failed.')
    expect(out).not.toContain('left alone')
    const { arms } = JSON.parse((await made.study.run('run', '--json')).out)
    expect(arms.map((arm: { reasons: object }) => arm.reasons)).toEqual([{ 'server-error': 3 }, { empty: 3 }])
  })

  it('names a missing key, or leaves the arm out', async () => {
    await using made = await collectingStudy(workspace, 'keyless', { items: 2, ways: four.slice(0, 2) })
    delete process.env[keyVariable]
    try {
      const refused = await made.study.run('run', '--json')
      expect(refused.exitCode).toBe(1)
      expect(parsedProblems(refused.out)[0]).toMatchObject({
        code: 'ARM_KEY_MISSING',
        place: { field: keyVariable },
      })
      const planned = JSON.parse((await made.study.done('run', '--dry-run', '--json')).out)
      expect(planned.arms.map((arm: { calls: number }) => arm.calls)).toEqual([2, 2])
      const skipped = JSON.parse((await made.study.done('run', '--skip-keyless', '--json')).out)
      expect(skipped.skipped).toHaveLength(2)
      expect(skipped.skipped[0].reason).toContain(`set ${keyVariable}`)
    } finally {
      process.env[keyVariable] = key
    }
  })

  it.each([
    [['--arms', 'nobody'], 'ARM_UNKNOWN'],
    [[], 'RUN_NO_ITEMS'],
  ])('refuses %j', async (given, code) => {
    await using made = await collectingStudy(workspace, `refused-${code.toLowerCase()}`, {
      items: 0,
      ways: four.slice(0, 2),
    })
    const { exitCode, out } = await made.study.run('run', ...given, '--json')
    expect(exitCode).toBe(1)
    expect(parsedProblems(out).map((problem) => problem.code)).toEqual([code])
  })

  it('does not ask about an item that a person holds back', async () => {
    await using made = await collectingStudy(workspace, 'held', {
      items: 4,
      ways: four.slice(0, 2),
      collect: quick,
    })
    await made.study.done('screen', '--hold', 'q00002', '--by', 'Grace', '--reason', 'A rare case')
    const { exitCode, out } = await made.study.run('run', '--json')
    expect(exitCode).toBe(1)
    expect(
      JSON.parse(out).arms.map((arm: { answered: number; withheld: number }) => [arm.answered, arm.withheld]),
    ).toEqual([
      [3, 1],
      [3, 1],
    ])
    for (const server of made.servers.values()) expect(server.counts().has('q00002')).toBe(false)
  })

  it('waits until the questions of the protocol are there, and puts them to the arms it names', async () => {
    await using made = await collectingStudy(workspace, 'slots', {
      items: 3,
      ways: four.slice(0, 2),
      collect: quick,
      slots: [
        { from: 'own', n: 4, arms: ['arm-1'] },
        { from: 'medqa', n: 2, note: 'Drawn at random.' },
      ],
    })
    for (const given of [['run'], ['run', '--dry-run']]) {
      const refused = await made.study.run(...given, '--json')
      expect(refused.exitCode).toBe(1)
      expect(
        parsedProblems(refused.out).map(({ code, place, value, expected }) => [
          code,
          place.field,
          value,
          expected,
        ]),
      ).toEqual([
        ['ITEMS_SLOT_OPEN', 'items.0', '3', 'at least 4'],
        ['ITEMS_SLOT_OPEN', 'items.1', '0', 'at least 2'],
      ])
    }
    expect([...made.servers.values()].flatMap((server) => server.requests)).toEqual([])
    const protocol = await readFile(join(made.study.path, 'protocol.yaml'), 'utf8')
    await made.study.write('protocol.yaml', protocol.replace('n: 4', 'n: 3'))
    const lines = ['Which drug?', 'What next?'].map((question) =>
      JSON.stringify({ question, options: { A: 'This', B: 'That' }, answer_idx: 'A' }),
    )
    await made.study.done(
      'import',
      'items',
      'medqa',
      await workspace.input('slots-medqa.jsonl', `${lines.join('\n')}\n`),
    )
    const planned = JSON.parse((await made.study.done('run', '--dry-run', '--json')).out)
    expect(planned.arms.map(({ calls }: { calls: number }) => calls)).toEqual([2, 5])
    const result = JSON.parse((await made.study.done('run', '--json')).out)
    expect(result.arms).toMatchObject([
      { slots: 2, answered: 2 },
      { slots: 5, answered: 5 },
    ])
    expect([...made.servers.values()].map((server) => server.requests.length)).toEqual([2, 5])
  })

  it('writes no key, and tells no prompt or answer', async () => {
    await using made = await collectingStudy(workspace, 'secret', { items: 4, ways: four, collect: quick })
    const { out, notes } = await made.study.done('run')
    for (const secret of [key, 'usual dose']) expect(`${out}${notes}`).not.toContain(secret)
    const bundle = join(workspace.path, 'secret-bundle')
    await made.study.done('export', bundle)
    for (const name of await readdir(bundle))
      expect(await readFile(join(bundle, name), 'utf8')).not.toContain(key)
    expect(
      await count(
        'call_outcome',
        `position('${key}' in coalesce(model_snapshot, '') || coalesce(request_id, '')) > 0`,
      ),
    ).toBe(0)
  })
})
