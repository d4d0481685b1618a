import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeImport } from './imports/write-import.ts'
import { holdStudy, readLocks } from './locks.ts'
import { counts } from './reading/counts.ts'
import { openStore } from './store.ts'
import { ensureStudy } from './studies.ts'
import { importedFile, pairwise, source } from './testing/sample.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const lock = (document: string) => ({ hash: '0'.repeat(64), document })

describe('holdStudy', () => {
  it('keeps imports out until what was read of the study is locked', async () => {
    const store = await server.freshStore()
    const study = await ensureStudy(store, 'trial', 'A trial')
    const order: string[] = []
    let importing: Promise<unknown> = Promise.resolve()
    await holdStudy(store, study, async (append) => {
      importing = writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise()] })).then(
        () => order.push('imported'),
      )
      await sleep(300)
      expect((await counts(store, study)).judgments).toBe(0)
      await append(lock('first'))
      order.push('locked')
    })
    await importing
    expect(order).toEqual(['locked', 'imported'])
    expect((await counts(store, study)).judgments).toBe(1)
  })

  it('lets one decide at a time, so that ten who lock what is not locked yet make one version', async () => {
    const url = await server.freshUrl()
    const stores = await Promise.all(
      Array.from({ length: 10 }, () => openStore({ workspace: '.', databaseUrl: url })),
    )
    try {
      const versions = await Promise.all(
        stores.map(async (store) => {
          const study = await ensureStudy(store, 'trial', 'A trial')
          return holdStudy(store, study, async (append) => {
            const last = (await readLocks(store, study)).at(-1)
            return (last ?? (await append(lock('only')))).version
          })
        }),
      )
      expect(versions).toEqual(Array.from({ length: 10 }, () => 1))
    } finally {
      await Promise.all(stores.map((store) => store.close()))
    }
  })

  it('drops what was appended where the step fails, and passes its error on', async () => {
    const store = await server.freshStore()
    const study = await ensureStudy(store, 'trial', 'A trial')
    const failed = holdStudy(store, study, async (append) => {
      await append(lock('first'))
      throw new Error('no room for the file')
    })
    await expect(failed).rejects.toThrow('no room for the file')
    expect(await readLocks(store, study)).toEqual([])
  })
})
