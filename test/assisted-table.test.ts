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
    const columns = await equipoise('assisted-table', await file('other.csv', 'a,b\n1,2\n'))
    expect(columns.notes).toContain('TRIAL_TABLE_COLUMNS')
    const control = await equipoise('assisted-table', await file('arms.csv', 'arm,right,n\nA,1,4\nB,2,4\n'))
    expect(control.notes).toContain('TRIAL_TABLE_CONTROL')
  })
})
