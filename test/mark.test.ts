import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Marks, marksSchema } from '../src/analysis/judges/marks-schema.ts'
import { passingFaults, randomFaults } from './providers/faults.ts'
import { keyVariable } from './support/collecting-study.ts'
import { expectRefused, parsedProblems } from './support/expect-problems.ts'
import { between, judgeServer, markingStudy, standInJudge, wordVerdict } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in-5d21e0'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function marksOf(study: TestStudy): Promise<Marks> {
  return marksSchema.parse(JSON.parse(await readFile(join(study.path, 'marks', 'marks.json'), 'utf8')))
}

const csv = (study: TestStudy, name: string) => readFile(join(study.path, 'marks', name), 'utf8')

describe('equipoise mark by the key', () => {
  it('keeps right, wrong, ambiguous, refused and missing apart, and compares the arms', async () => {
    const study = await markingStudy(workspace, 'keyed')
    const { out } = await study.done('mark')
    expect(out).toContain('Marked 5 answers by the key.')
    const { key, rubric, pairwise } = await marksOf(study)
    expect([rubric, pairwise]).toEqual([null, null])
    expect(key?.arms).toMatchObject([
      {
        arm: 'careful',
        items: 3,
        answered: 3,
        refused: 0,
        right: 2,
        wrong: 0,
        notScored: { empty: 0, refused: 0, noChoice: 0, ambiguous: 1 },
        accuracyOfScored: 1,
      },
      {
        arm: 'careless',
        answered: 2,
        refused: 1,
        failed: 0,
        right: 1,
        wrong: 1,
        notScored: { refused: 1 },
        accuracyOfScored: 0.5,
      },
      { arm: 'absent', items: 3, answered: 0, missing: 3, accuracyOfAll: null, ciOfAll: null },
    ])
    // R 4.2.2: prop.test(2, 3, correct = FALSE)$conf.int
    expect(key?.arms[0]?.ciOfAll?.lower).toBeCloseTo(0.2076596, 6)
    expect(key?.arms[0]?.ciOfAll?.upper).toBeCloseTo(0.9385081, 6)
    // Of three items the careful arm alone is right on one, both on one: 1 discordant, mid-p 2 (1/2 - 1/4).
    expect(key?.comparisons).toMatchObject([
      { armA: 'careful', armB: 'careless', basis: 'all', n: 3, nDropped: 0, discordant: 1, midP: 0.5 },
      { armA: 'careful', armB: 'careless', basis: 'scored', n: 2, nDropped: 0, discordant: 1, midP: 0.5 },
    ])
    expect(key?.comparisons[0]?.difference).toBeCloseTo(1 / 3, 12)
    const list = await csv(study, 'key-marks.csv')
    expect(list.split('\r\n').slice(0, 2)).toEqual([
      'sample,item,arm,replicate,choices,no_choice,candidates,key,outcome,rule',
      'false,q1,careful,0,B,,,B,right,leading-word',
    ])
  })

  it('marks nothing twice, and the same answers give the same bytes', async () => {
    const study = await markingStudy(workspace, 'again')
    await study.done('mark')
    const before = await study.state()
    const { out } = await study.done('mark', '--kind', 'key', '--json')
    expect(JSON.parse(out)).toMatchObject({ stopped: 'complete', byKey: 0, missing: 0 })
    expect(await study.state()).toEqual(before)
  })

  it.each([
    ['strict', { right: 2, wrong: 1 }, { right: 1, wrong: 2 }],
    // The first of the candidates A and B, and the first option for the refusal: both are A.
    ['forced', { right: 2, wrong: 1 }, { right: 1, wrong: 2 }],
  ])('scores by the rule %s of the protocol', async (scoring, careful, careless) => {
    const study = await markingStudy(workspace, `scoring-${scoring}`, { marking: { key: { scoring } } })
    await study.done('mark')
    const { key } = await marksOf(study)
    const none = { empty: 0, refused: 0, noChoice: 0, ambiguous: 0 }
    expect(key?.arms.slice(0, 2)).toMatchObject([
      { ...careful, notScored: none },
      { ...careless, refused: 1, notScored: none },
    ])
  })
})

describe('equipoise mark by judges', () => {
  it('marks every criterion and both orders of every pair, under faults, once', {
    timeout: 30_000,
  }, async () => {
    await using server = await judgeServer({
      faults: randomFaults(5, 0.2, passingFaults),
      retryAfterSeconds: 0.05,
      itemOf: (prompt) => prompt,
    })
    const study = await markingStudy(workspace, 'judged', {
      family: 'openai',
      collect: { concurrency: 4, attempts: 8 },
      marking: {
        rubric: {
          judges: [
            standInJudge('gpt', server.url),
            standInJudge('other', server.url, { family: 'elsewhere' }),
          ],
        },
        pairwise: { judges: [standInJudge('gpt', server.url)] },
      },
    })
    const { out } = await study.done('mark', '--json')
    const result = JSON.parse(out)
    expect(result).toMatchObject({ stopped: 'complete', missing: 0, skipped: [], inDoubt: 0 })
    const again = result.judges.reduce((sum: number, judge: { retries: number }) => sum + judge.retries, 0)
    // 5 answers x 2 criteria x 2 judges; 3 items that both answered x 2 orders.
    expect(server.requests.length).toBe(20 + 6 + again)
    const { rubric, pairwise } = await marksOf(study)
    // The careful arm meets both criteria of q1, one of q2 (0.6), none of q3; the careless arm none and 0.6.
    expect(rubric?.arms).toMatchObject([
      { arm: 'careful', panel: 'independent', answers: 3, criteria: 6, unmarked: 0, n: 3 },
      {
        arm: 'careless',
        panel: 'independent',
        answers: 2,
        criteria: 4,
        unmarked: 0,
        n: 2,
        score: 0.3,
      },
      { arm: 'careful', panel: 'all' },
      { arm: 'careless', panel: 'all' },
    ])
    expect(rubric?.arms[0]?.score).toBeCloseTo(1.6 / 3, 12)
    // Of 0 and 0.6: a standard deviation of 0.3 by n, over the root of 2.
    expect(rubric?.arms[1]?.se).toBeCloseTo(0.3 / Math.SQRT2, 12)
    expect(rubric?.comparisons).toMatchObject([{ armA: 'careful', armB: 'careless', n: 2, difference: 0.5 }])
    expect(
      rubric?.judges.map(({ judge, arm, ownFamily, met, notMet }) => [judge, arm, ownFamily, met, notMet]),
    ).toEqual([
      ['gpt', 'careful', true, 3, 3],
      ['gpt', 'careless', false, 1, 3],
      ['other', 'careful', false, 3, 3],
      ['other', 'careless', false, 1, 3],
    ])
    expect(pairwise?.rows).toMatchObject([
      {
        judge: 'gpt',
        armA: 'careful',
        armB: 'careless',
        ownFamily: true,
        winsA: 2,
        ties: 1,
        winsB: 0,
        same: 3,
      },
    ])
    const second = JSON.parse((await study.done('mark', '--json')).out)
    expect(server.requests.length).toBe(20 + 6 + again)
    expect(second.marks).toEqual(result.marks)
    expect(second.spent.tokens).toBe(result.spent.tokens)
    await study.done('export', join(workspace.path, 'judged-bundle'))
  })

  it('shows failures beside the marks and never as not met, and a judge that goes by place as ties', async () => {
    await using server = await judgeServer({
      says: (prompt) => {
        if (prompt.includes('<answer_1>')) return '{"explanation": "x", "better": "1"}'
        return between(prompt, 'criterion').includes('liver') ? 'It is met.' : wordVerdict(prompt)
      },
    })
    const study = await markingStudy(workspace, 'failing', {
      marking: {
        rubric: { judges: [standInJudge('gpt', server.url)] },
        pairwise: { judges: [standInJudge('gpt', server.url)] },
      },
    })
    const { out } = await study.done('mark')
    expect(out).toContain('5 verdicts failed')
    const { rubric, pairwise } = await marksOf(study)
    expect(rubric?.arms[0]).toMatchObject({ criteria: 6, unmarked: 3 })
    // By the limit alone: met on two answers of three.
    expect(rubric?.arms[0]?.score).toBeCloseTo(2 / 3, 12)
    expect(rubric?.judges[0]).toMatchObject({ met: 2, notMet: 1, failures: { malformed: 3 } })
    expect(pairwise?.rows).toMatchObject([{ pairs: 3, ties: 3, flipped: 3, consistency: 0, firstShare: 1 }])
    const calls = server.requests.length
    await study.done('mark')
    expect(server.requests.length).toBe(calls)
  })

  it('says what it would ask and cost, and asks nobody', async () => {
    await using server = await judgeServer()
    const study = await markingStudy(workspace, 'dry', {
      marking: { rubric: { judges: [standInJudge('gpt', server.url)] }, budget: { usd: 1 } },
    })
    const { out } = await study.done('mark', '--dry-run', '--json')
    const { byKey, kinds, budget } = JSON.parse(out)
    expect([byKey, kinds[0].judges[0].calls, budget.usd]).toEqual([5, 10, 1])
    // 10 answers of at most 200 tokens at 8 dollars a million, and what is read at 2 dollars.
    expect(kinds[0].judges[0].atMostUsd).toBeGreaterThan(0.016)
    expect(kinds[0].judges[0].atMostUsd).toBeLessThan(0.06)
    expect(server.requests).toEqual([])
    const { rows } = await sql`
      select from machine_mark join study on study.id = machine_mark.study_id where study.key = 'dry'`.execute(
      workspace.store.database,
    )
    expect(rows).toEqual([])
  })

  it('stops before its budget breaks, and goes on when it is raised', async () => {
    await using server = await judgeServer()
    const study = await markingStudy(workspace, 'budget', {
      marking: { rubric: { judges: [standInJudge('gpt', server.url)] }, budget: { tokens: 2500 } },
      collect: { concurrency: 1 },
    })
    const first = await study.run('mark', '--json')
    expect([first.exitCode, JSON.parse(first.out).stopped]).toEqual([1, 'budget'])
    expect(JSON.parse(first.out).spent.tokens).toBeLessThanOrEqual(2500)
    const protocol = await readFile(join(study.path, 'protocol.yaml'), 'utf8')
    await study.write('protocol.yaml', protocol.replace('tokens: 2500', 'tokens: 250000'))
    expect(JSON.parse((await study.done('mark', '--json')).out).missing).toBe(0)
    expect(server.requests.length).toBe(10)
  })

  it('names a missing key, or leaves the judge out', async () => {
    const study = await markingStudy(workspace, 'keyless', {
      marking: { rubric: { judges: [standInJudge('gpt', 'http://127.0.0.1:9/v1')] } },
    })
    delete process.env[keyVariable]
    try {
      const refused = await study.run('mark', '--json')
      expect(parsedProblems(refused.out)[0]).toMatchObject({
        code: 'ARM_KEY_MISSING',
        place: { field: keyVariable },
      })
      const { kinds } = JSON.parse((await study.done('mark', '--dry-run', '--json')).out)
      expect(kinds[0].judges[0].calls).toBe(10)
      const { skipped, byKey } = JSON.parse((await study.done('mark', '--skip-keyless', '--json')).out)
      expect([skipped.length, byKey]).toEqual([1, 5])
      expect(skipped[0].reason).toContain(`set ${keyVariable}`)
    } finally {
      process.env[keyVariable] = 'sk-stand-in-5d21e0'
    }
  })
})

describe('equipoise mark --from', () => {
  const line = (fields: object) =>
    JSON.stringify({ item: 'q1', arm: 'careful', criterion: 'limit', met: true, judge: 'hand', ...fields })

  it('brings marks in, once, and a mark without a verdict is a failure', async () => {
    const study = await markingStudy(workspace, 'from-file')
    const text = [
      line({}),
      line({ criterion: 'liver', met: null }),
      line({ item: 'q2', judgeVersion: '1' }),
    ].join('\n')
    const file = await workspace.input('marks.jsonl', `${text}\n`)
    const { out } = await study.done('mark', '--from', file)
    expect(out).toContain('Imported 3 marks by rubric')
    const { rubric } = await marksOf(study)
    expect(rubric?.arms[0]).toMatchObject({ arm: 'careful', unmarked: 4, n: 2, score: 1 })
    expect(rubric?.judges).toMatchObject([
      { judge: 'hand', versions: ['1'], met: 2, failures: { 'no-reply': 1 } },
    ])
    await expectRefused(study, ['mark', '--from', file], [{ code: 'IMPORT_DUPLICATE' }])
    const more = await workspace.input('more.jsonl', `${line({ item: 'q3' })}\n${line({ met: false })}\n`)
    await expectRefused(
      study,
      ['mark', '--from', more],
      [{ code: 'MARK_PRESENT', value: 'hand, q1, careful, limit' }],
    )
  })

  it('takes a file that begins with a byte order mark', async () => {
    const study = await markingStudy(workspace, 'byte-order-mark')
    const file = await workspace.input('byte-order-mark.jsonl', `\uFEFF${line({})}\r\n`)
    expect(JSON.parse((await study.done('mark', '--from', file, '--json')).out).imported).toBe(1)
  })

  it('refuses a file with marks of what there is not', async () => {
    const study = await markingStudy(workspace, 'bad-file')
    const text = [
      line({ arm: 'absent' }),
      line({ item: 'q3', arm: 'careless' }),
      line({ criterion: 'x' }),
      '{',
    ].join('\n')
    const file = await workspace.input('bad.jsonl', text)
    await expectRefused(
      study,
      ['mark', '--from', file],
      [
        { code: 'MARK_UNKNOWN_ANSWER', place: { file, line: 1, field: 'arm' } },
        { code: 'MARK_UNKNOWN_ANSWER', place: { file, line: 2, field: 'arm' } },
        { code: 'MARK_UNKNOWN_CRITERION', place: { file, line: 3, field: 'criterion' } },
        { code: 'MARK_NOT_JSON', place: { file, line: 4 } },
      ],
    )
    await expectRefused(
      study,
      ['mark', '--from', join(study.path, 'none.jsonl')],
      [{ code: 'FILE_NOT_FOUND', place: { file: join(study.path, 'none.jsonl'), field: '--from' } }],
    )
    await expectRefused(study, ['mark', '--from', file, '--kind', 'key'], [{ code: 'MARK_OPTION' }])
  })
})

describe('equipoise mark', () => {
  it('refuses what the study has no way to do, and a folder that holds something else', async () => {
    const study = await markingStudy(workspace, 'refused')
    await expectRefused(study, ['mark', '--kind', 'rubric'], [{ code: 'MARK_NO_JUDGE' }])
    await expectRefused(study, ['mark', '--kind', 'pairwise'], [{ code: 'MARK_NO_JUDGE' }])
    await mkdir(join(study.path, 'marks'))
    await study.write('marks/thesis.txt', 'years of work')
    await expectRefused(study, ['mark'], [{ code: 'MARKS_FOLDER', value: 'thesis.txt' }])
  })

  it('refuses a study without a key or a judge', async () => {
    const study = await markingStudy(workspace, 'keyless-items', { items: ['open'] })
    await expectRefused(study, ['mark'], [{ code: 'MARK_NO_KEY' }])
  })
})
