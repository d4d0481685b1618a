import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { armPresets } from '../src/protocol/arm-presets.ts'
import { canonicalHash } from '../src/protocol/hash.ts'
import { readProtocol } from '../src/protocol/read.ts'

const guide = readFileSync(new URL('../docs/guide/arms.md', import.meta.url), 'utf8')

describe('the guide on arms', () => {
  it('lists every preset with its model and its note, and no other', () => {
    const rows = Object.entries(armPresets).map(([name, { source, note }]) => {
      const how = source.via === 'api' ? `${source.provider}, \`${source.model}\`` : 'captured by hand'
      return `| \`${name}\` | ${how} | ${note} |`
    })
    const section = guide.slice(guide.indexOf('## Presets'), guide.indexOf('## Limits'))
    expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows)
  })

  it('shows a protocol that reads, and the hash that its lock has', () => {
    const start = guide.indexOf('    schemaVersion: 1')
    const yaml = guide.slice(start, guide.indexOf('```', start)).replaceAll(/^ {4}/gm, '')
    const { document, plan } = readProtocol(yaml, 'protocol.yaml')
    expect(guide).toContain(`Locked. Version 1, ${canonicalHash(document)}`)
    expect(plan.arms.map((arm) => arm.source?.via)).toEqual(['api', 'api', 'capture', 'degraded'])
  })
})
