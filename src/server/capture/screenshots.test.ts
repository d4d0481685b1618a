import { createHash } from 'node:crypto'
import { readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isScreenshotNamed } from '../../store/reading/read-captures.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { captureScreenshotSchema } from '../contract/capture.ts'
import { answerTo, captureTrial } from '../testing/capture-trial.ts'
import { removeAbandoned } from './screenshot-folder.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('screenshots', () => {
  it('are kept below the study under their hash, shown again, and named by the capture', async () => {
    await using made = await captureTrial(server, 1)
    const { person, folder, store } = made
    const ada = await person('Ada')
    expect((await ada.upload(png))?.status).toBe(409)
    const slot = await ada.next()
    const kept = captureScreenshotSchema.parse(await (await ada.upload(png))?.json())
    expect(kept).toEqual({
      sha256: createHash('sha256').update(png).digest('hex'),
      bytes: png.length,
      type: 'image/png',
    })
    const file = `captures/${kept.sha256}.png`
    // Until an answer names it, it waits under another name.
    expect(await readdir(join(folder, 'captures'))).toEqual([`.unsaved-${kept.sha256}.png`])
    const shown = await ada.request(`/screenshots/${kept.sha256}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(shown.headers.get('cache-control')).toBe('no-store')
    await ada.save(answerTo(slot, { screenshot: kept.sha256 }))
    expect(await readdir(join(folder, 'captures'))).toEqual([`${kept.sha256}.png`])
    expect(Uint8Array.from(await readFile(join(folder, file)))).toEqual(png)
    const { rows } = await sql`select screenshot, screenshot_sha256 from capture`.execute(store.database)
    expect(rows).toEqual([{ screenshot: file, screenshot_sha256: kept.sha256 }])
    // A picture that somebody changed is not shown as the one that was hashed.
    await writeFile(join(folder, file), Uint8Array.from([...png, 4]))
    expect((await ada.request(`/screenshots/${kept.sha256}`)).status).toBe(404)
  })

  it('go when no answer was saved with them for a week, and no others', async () => {
    await using made = await captureTrial(server, 3)
    const { person, folder, store, study } = made
    const ada = await person('Ada')
    const upload = async (last: number) => {
      const bytes = Uint8Array.from([...png, last])
      return captureScreenshotSchema.parse(await (await ada.upload(bytes))?.json()).sha256
    }
    const slot = await ada.next()
    const named = await upload(1)
    await ada.save(answerTo(slot, { screenshot: named }))
    await ada.next()
    const [abandoned, recent] = [await upload(2), await upload(3)]
    const captures = join(folder, 'captures')
    await writeFile(join(captures, 'a-picture-of-mine.png'), png)
    await writeFile(join(captures, `.partial-${crypto.randomUUID()}`), png)
    // As a crash between the answer and the new name of its picture leaves it.
    const later = await ada.next()
    const unnamed = await upload(4)
    await ada.save(answerTo(later, { screenshot: unnamed }))
    await rename(join(captures, `${unnamed}.png`), join(captures, `.unsaved-${unnamed}.png`))
    const now = Date.now()
    for (const name of await readdir(captures)) {
      const days = name.includes(recent) ? 6 : 8
      await utimes(join(captures, name), new Date(now), new Date(now - days * 86_400_000))
    }
    const isNamed = (sha256: string) => isScreenshotNamed(store, study, sha256)
    expect(await removeAbandoned(folder, isNamed, now)).toBe(1)
    expect((await readdir(captures)).sort()).toEqual(
      [`.unsaved-${recent}.png`, `${named}.png`, `${unnamed}.png`, 'a-picture-of-mine.png'].sort(),
    )
    expect((await ada.request(`/screenshots/${abandoned}`)).status).toBe(404)
    expect((await ada.request(`/screenshots/${recent}`)).status).toBe(200)
    expect(await removeAbandoned(join(folder, 'no-captures'), isNamed, now)).toBe(0)
  })

  it.each(['../../etc/passwd', 'A'.repeat(64), ''])('are found by no other name (case %#)', async (name) => {
    await using made = await captureTrial(server, 1)
    const { person } = made
    const ada = await person('Ada')
    expect((await ada.request(`/screenshots/${encodeURIComponent(name)}`)).status).toBe(404)
  })

  it('are pictures by their bytes, up to ten megabytes', async () => {
    await using made = await captureTrial(server, 1)
    const { person } = made
    const ada = await person('Ada')
    await ada.next()
    const script = new TextEncoder().encode('<svg onload="alert(1)"/>')
    expect((await ada.upload(Uint8Array.from(script)))?.status).toBe(422)
    const large = new Uint8Array(9_000_000)
    large.set([0xff, 0xd8, 0xff])
    expect((await ada.upload(large))?.status).toBe(200)
    const over = new Uint8Array(10_000_001)
    over.set(png)
    expect((await ada.upload(over))?.status).toBe(413)
  })
})
