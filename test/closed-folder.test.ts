import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bedsideProtocol, pairsMapping, pairsTable } from './support/bedside-study.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'

const pointer = z.strictObject({ cluster: z.string(), made: z.literal(true) })

describe('a study in a folder that only its owner may enter', () => {
  it('is imported, locked and analysed like any other, and leaves nothing behind', async () => {
    let path: string
    let cluster: string
    {
      await using folder = await temporaryFolder(0o700)
      path = folder.path
      await writeFile(join(path, 'protocol.yaml'), bedsideProtocol)
      await writeFile(join(path, 'mapping.yaml'), pairsMapping)
      await writeFile(join(path, 'marks.csv'), pairsTable('q1,ours,theirs,preference,left,dr-a'))
      for (const given of [
        ['import', join(path, 'marks.csv'), '--mapping', join(path, 'mapping.yaml')],
        ['lock'],
        ['analyse'],
      ]) {
        const { exitCode, notes } = await equipoise(...given, '--study', path)
        expect(exitCode, notes).toBe(0)
      }
      expect(existsSync(join(path, 'report', 'report.html'))).toBe(true)
      // Root's server runs as a user who cannot enter the folder, so its database lies elsewhere.
      const elsewhere = join(path, '.equipoise', 'cluster.json')
      cluster =
        process.getuid?.() === 0
          ? pointer.parse(JSON.parse(readFileSync(elsewhere, 'utf8'))).cluster
          : join(path, '.equipoise', 'cluster')
      expect(existsSync(join(cluster, 'data', 'PG_VERSION'))).toBe(true)
    }
    expect([existsSync(path), existsSync(cluster)]).toEqual([false, false])
  })
})
