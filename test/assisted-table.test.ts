import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareWithReference } from '../src/statistics/verify/compare.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { sharedWorkspace } from './support/shared-workspace.ts'

/** Four arms with 600 responses each. The counts are SYNTHETIC: the paper's by arm are not known. */
const counts = join(projectRoot, 'test/data/assisted-counts-synthetic.csv')
const ofR = JSON.parse(readFileSync(join(projectRoot, 'test/golden/assisted-published.json'), 'utf8'))

describe('equipoise assisted-table', () => {
  it("analyses a published table of counts to R's numbers: risks, differences, odds ratios, tests and Holm", async () => {
    const { exitCode, out } = await equipoise('assisted-table', counts, '--json')
    expect(exitCode).toBe(0)
    const { outcomes } = JSON.parse(out)
    expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Object.keys(ofR))
    for (const { outcome, contrasts } of outcomes) {
      expect(contrasts).toHaveLength(3)
      expect(compareWithReference(contrasts, ofR[outcome], 1e-8)).toEqual([])
    }
  })

  it('says in words what the counts cannot tell', async () => {
    const { out } = await equipoise('assisted-table', counts)
    expect(out).toContain('196')
    expect(out).toContain('Counts do not say who decided about which case')
  })

  it('analyses single decisions by participant and case, a missing one being no wrong one', async () => {
    await using workspace = await sharedWorkspace()
    // R's first case of assisted.risk_difference: the same decisions as a table.
    const [first] = JSON.parse(
      readFileSync(join(projectRoot, 'test/reference/assisted.risk_difference.json'), 'utf8'),
    ).cases
    const rows: { participant: number; case: number; arm: number; y: number }[] = first.input.rows
    const lines = rows.map((row) =>
      [row.participant, row.arm === 0 ? 'usual means' : 'Alder', row.case, row.y].join(','),
    )
    const file = await workspace.input(
      'decisions.csv',
      ['participant,arm,case,condition', ...lines, '999,Alder,1,', ''].join('\n'),
    )
    const { exitCode, out } = await equipoise('assisted-table', file, '--control', 'usual means', '--json')
    expect(exitCode).toBe(0)
    const [condition] = JSON.parse(out).outcomes
    const { ci, ...expected } = first.expected.riskDifference
    expect(
      compareWithReference(condition.contrasts[0].riskDifference, { ...expected, ci95: ci }, 1e-8),
    ).toEqual([])
    expect(condition.contrasts[0].n).toEqual({ arm: first.expected.n[1], control: first.expected.n[0] })
  })

  it('refuses a table that it cannot read, every cell at once and by its place', async () => {
    await using workspace = await sharedWorkspace()
    const file = async (name: string, text: string) => workspace.input(name, text)
    const bad = await equipoise(
      'assisted-table',
      await file('bad.csv', 'arm,right,n\ncontrol,5,4\nA,x,10\nA,1,10\n'),
    )
    expect(bad.exitCode).toBe(1)
    expect(bad.notes).toContain('line 2, field right')
    expect(bad.notes).toContain('line 3, field right')
    expect(bad.notes).toContain('TRIAL_TABLE_TWICE')
    const twice = await equipoise(
      'assisted-table',
      await file(
        'twice.csv',
        'participant,arm,case,condition\n1,control,a,1\n1,control,b,1\n1,A,a,0\n1,control,a,0\n',
      ),
    )
    expect(twice.exitCode).toBe(1)
    // The same case with another arm is another decision; the fourth row is the first again.
    expect(twice.notes.match(/TRIAL_TABLE_TWICE/g)).toHaveLength(1)
    expect(twice.notes).toContain('line 5, field participant')
    expect(twice.notes).toContain('1 with control on a')
    const columns = await equipoise('assisted-table', await file('other.csv', 'a,b\n1,2\n'))
    expect(columns.notes).toContain('TRIAL_TABLE_COLUMNS')
    const control = await equipoise('assisted-table', await file('arms.csv', 'arm,right,n\nA,1,4\nB,2,4\n'))
    expect(control.notes).toContain('TRIAL_TABLE_CONTROL')
  })

  it('gives the reason wherever an arm has no decisions or an effect is undefined', async () => {
    await using workspace = await sharedWorkspace()
    const counts = await workspace.input('none.csv', 'arm,right,n\ncontrol,2,4\nA,0,0\nB,4,4\n')
    const { exitCode, out } = await equipoise('assisted-table', counts)
    expect(exitCode).toBe(0)
    expect(out).toContain('A: n is 0, so it has no share, and it has no difference and no odds ratio.')
    expect(out).toContain(
      'B: it or control has only right or only wrong decisions, so there is no odds ratio.',
    )
    expect(
      JSON.parse((await equipoise('assisted-table', counts, '--json')).out).outcomes[0].reasons,
    ).toHaveLength(2)

    const empty = await workspace.input('control.csv', 'arm,right,n\ncontrol,0,0\nA,1,4\n')
    expect((await equipoise('assisted-table', empty)).out).toContain(
      'control: n is 0, so it has no share, and nothing can be compared with it.',
    )

    const decisions = await workspace.input(
      'missing.csv',
      [
        'participant,arm,case,condition,disposition',
        '1,control,a,1,',
        '2,control,b,0,',
        '3,A,a,,',
        '4,B,a,1,',
        '5,B,b,1,',
      ].join('\n'),
    )
    const told = (await equipoise('assisted-table', decisions)).out
    expect(told).toContain('A: every decision is missing, so it has no share')
    expect(told).toContain(
      'B: it or control has only right or only wrong decisions, so there is no odds ratio.',
    )
    expect(told).toContain('disposition: no row of the table has a value, so nothing is said of it.')
  })
})
