import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'

let built: BuiltPages
let files: readonly string[]

beforeAll(async () => {
  built = await buildPages()
  files = readdirSync(built.folder, { recursive: true, encoding: 'utf8' })
})

afterAll(() => built.remove())

const read = (file: string) => readFileSync(join(built.folder, file))

it('is less than 200 kB to load, gzipped, before any question', () => {
  const page = read('desk/index.html').toString()
  const parts = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(parts.length).toBeGreaterThanOrEqual(3)
  const bytes = ['desk/index.html', 'desk/worker.js', ...parts].map((file) => gzipSync(read(file)).length)
  const kilobytes = bytes.reduce((sum, one) => sum + one, 0) / 1000
  process.stdout.write(`review desk: ${kilobytes.toFixed(1)} kB gzipped\n`)
  expect(kilobytes).toBeLessThan(200)
  // All of the script is loaded with the page: nothing comes later, and nothing of the other pages.
  const scripts = parts.filter((file) => file.endsWith('.js')).map((file) => read(file).toString())
  expect(scripts.filter((script) => /\bimport\(/.test(script))).toEqual([])
  expect(parts.filter((file) => /capture|study/.test(file))).toEqual([])
})

it('has an ask page of less than 200 kB, gzipped, with nothing inline', () => {
  const page = read('ask/index.html').toString()
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+="|https?:/)
  const parts = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(parts.length).toBeGreaterThanOrEqual(3)
  const bytes = ['ask/index.html', ...parts].map((file) => gzipSync(read(file)).length)
  const kilobytes = bytes.reduce((sum, one) => sum + one, 0) / 1000
  process.stdout.write(`ask page: ${kilobytes.toFixed(1)} kB gzipped\n`)
  expect(kilobytes).toBeLessThan(200)
  expect(parts.filter((file) => /capture|study/.test(file))).toEqual([])
})

it('has a page of the models of less than 200 kB, gzipped, with nothing inline', () => {
  const page = read('models/index.html').toString()
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+="|https?:/)
  const parts = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(parts.length).toBeGreaterThanOrEqual(3)
  const bytes = ['models/index.html', ...parts].map((file) => gzipSync(read(file)).length)
  const kilobytes = bytes.reduce((sum, one) => sum + one, 0) / 1000
  process.stdout.write(`page of the models: ${kilobytes.toFixed(1)} kB gzipped\n`)
  expect(kilobytes).toBeLessThan(200)
})

it('has nothing inline and nothing from elsewhere, and no source maps', () => {
  const page = read('desk/index.html').toString()
  expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+="|https?:/)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const sheets = files.filter((file) => file.endsWith('.css')).map((file) => read(file).toString())
  expect(sheets.join('')).not.toMatch(/url\(|@import/)
})

it('names its files by their content, the same for every build', async () => {
  const again = await buildPages()
  const names = readdirSync(again.folder, { recursive: true, encoding: 'utf8' })
  again.remove()
  expect(names.toSorted()).toEqual(files.toSorted())
})

it('says whose work is inside', () => {
  expect(read('licenses.md').toString()).toMatch(/react[\s\S]*MIT/)
})

it('is written without a way for an answer to bring its own markup', () => {
  const folder = new URL('../../web/', import.meta.url)
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  expect(sources.length).toBeGreaterThan(40)
  for (const file of sources) {
    const source = readFileSync(new URL(file, folder), 'utf8')
    expect(source, file).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|style=\{/,
    )
  }
})
