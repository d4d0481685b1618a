import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalHash } from '../src/protocol/hash.ts'
import { readLock, verifyLockChain } from '../src/protocol/lock.ts'
import { readProtocol } from '../src/protocol/read.ts'

const root = new URL('..', import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), 'utf8')
const folders = readdirSync(new URL('studies', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

// Computed by test/golden/protocol_hashes.py, which shares no code with the package.
const golden: Readonly<Record<string, string>> = JSON.parse(text('test/golden/protocol-hashes.json'))

describe('shipped protocols', () => {
  it('all have a golden hash', () => {
    expect(Object.keys(golden).sort()).toEqual(folders)
  })

  it.each(folders)('%s reads without a problem and keeps its hash', (folder) => {
    const source = text(`studies/${folder}/protocol.yaml`)
    expect(source.split('\n', 1)[0]).toBe(
      '# yaml-language-server: $schema=../../schemas/protocol.v1.schema.json',
    )
    const { document, plan } = readProtocol(source, `${folder}/protocol.yaml`)
    expect(plan.id).toBe(folder)
    expect(plan.sample).toBe(folder.startsWith('sample'))
    expect(plan.notes.length).toBeGreaterThan(0)
    expect(canonicalHash(document)).toBe(golden[folder])
  })

  it('are all in the table of studies/README.md', () => {
    const readme = text('studies/README.md')
    for (const folder of folders) expect(readme).toContain(`[\`${folder}\`](${folder}/protocol.yaml)`)
  })

  it('name the arms and axes of the public Real-POCQi ratings', () => {
    const { plan } = readProtocol(text('studies/real-pocqi-2026/protocol.yaml'), 'protocol.yaml')
    expect(plan.arms.map((arm) => arm.id)).toEqual([
      'openevidence',
      'claude-opus-4-8',
      'gemini-3.1-pro',
      'gpt-5.5',
    ])
    expect(plan.axes.map((axis) => axis.id)).toEqual([
      'accuracy',
      'clinical_utility',
      'source_quality',
      'completeness',
      'verifiability',
    ])
    expect(plan.published.map((figure) => figure.estimate)).toEqual([24.7, 29.6, 38.8, 30.9, 26.2])
    expect(
      plan.renderings.filter((rendering) => rendering.excluded).map((rendering) => rendering.id),
    ).toEqual(['qa_full_render'])
  })
})

describe('a lock of format 1', () => {
  it('still reads, to the hash that Python gives its protocol', () => {
    const { lock, protocol } = readLock(text('test/golden/lock-v1.json'), 'lock-v1.json')
    // python3 test/golden/protocol_hashes.py test/golden/lock-v1.json
    expect(lock.protocolHash).toBe('24c7b05c4ed9b59e8890387e7bbda7846e792e0fb12445b4b6bd30c36e67d805')
    expect(canonicalHash(lock.protocol)).toBe(lock.protocolHash)
    verifyLockChain([lock], 'lock-v1.json')
    expect(protocol.plan.hypotheses).toEqual([
      {
        id: 'parity',
        kind: 'non-inferiority',
        axis: 'preference',
        rendering: null,
        candidate: 'ours',
        against: ['theirs'],
        stratum: null,
        margin: { value: 2.5, unit: 'win-rate-points' },
        alpha: 0.025,
        sides: 1,
        family: 'primary',
      },
    ])
  })
})
