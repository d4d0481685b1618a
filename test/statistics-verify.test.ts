import { describe, expect, it } from 'vitest'
import { equipoise } from './support/command-line.ts'
import { sharedWorkspace } from './support/shared-workspace.ts'

const rightCase = { name: '5-0', input: { wins: 5, losses: 0 }, expected: { exactP: 0.0625, midP: 0.03125 } }
const wrongCase = { ...rightCase, name: 'wrong', expected: { exactP: 0.06 }, tolerance: 1e-6 }

describe('equipoise statistics verify', () => {
  it('counts over all files, and ends with one line of JSON whatever they hold', async () => {
    await using workspace = await sharedWorkspace()
    const file = (name: string, content: unknown) =>
      workspace.input(name, typeof content === 'string' ? content : JSON.stringify(content))
    const files = [
      await file('right.json', {
        method: 'pref.sign_test',
        cases: [rightCase, { ...rightCase, tolerance: null }],
      }),
      await file('marked.json', `\uFEFF${JSON.stringify({ method: 'pref.sign_test', cases: [rightCase] })}`),
      await file('wrong.json', { method: 'pref.sign_test', cases: [wrongCase] }),
      await file('unknown.json', {
        method: 'pref.nothing',
        cases: [{ ...rightCase, name: 'unknown method' }],
      }),
      await file('function.json', {
        method: 'dist.functions',
        cases: [
          { name: 'unknown function', input: { fn: 'qpois', args: [0.3, 1] }, expected: { value: null } },
        ],
      }),
      await file('broken.json', '{'),
      await file('list.json', '[]'),
      `${workspace.path}/inputs/missing.json`,
    ]
    const failed = ['wrong', 'unknown method', 'unknown function', ...files.slice(5)]
    for (const more of [[], ['--json']]) {
      const { exitCode, out } = await equipoise('statistics', 'verify', ...files, ...more)
      expect(exitCode).toBe(1)
      const lines = out.split('\n')
      expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ passed: 3, failed })
      if (more.length > 0) expect(lines).toHaveLength(1)
      else expect(out).toContain('exactP: expected 0.06, got 0.0624')
    }
    const good = await equipoise('statistics', 'verify', files[0] ?? '')
    expect([good.exitCode, good.out]).toEqual([0, '{"passed":2,"failed":[]}'])
  })
})
