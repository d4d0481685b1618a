import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lines, makePdf } from '../src/search/corpus/testing/make-pdf.ts'
import { equipoiseProcess, temporaryFolder } from './support/command-line.ts'

let workspace: { readonly path: string } & AsyncDisposable
let cwd = ''
beforeEach(async () => {
  workspace = await temporaryFolder()
  cwd = workspace.path
  await mkdir(join(cwd, 'sources'))
})
afterEach(() => workspace[Symbol.asyncDispose]())

const put = (name: string, content: string | Uint8Array) => writeFile(join(cwd, 'sources', name), content)

async function indexed(...given: readonly string[]) {
  const { exitCode, out, notes } = await equipoiseProcess(['index', ...given, '--json'], { cwd })
  const result: unknown = JSON.parse(out)
  return { exitCode, result, notes }
}

describe('sources among which some are bad', () => {
  it('are read but for those, each of which is named, and the exit code is 1', {
    timeout: 120_000,
  }, async () => {
    const prose = ['Colchicine helps in an attack of gout.', 'Drink enough water with it.']
    await put('good.md', '# Gout\n\nGout makes a toe red and painful.\n')
    await put(
      'page.html',
      '<html><head><title>Asthma</title></head><body><h1>Asthma</h1><p>Asthma narrows airways.</p></body></html>',
    )
    await put('ok.pdf', await makePdf((pdf) => lines(pdf, prose)))
    await put(
      'locked.pdf',
      await makePdf((pdf) => lines(pdf, prose), { userPassword: 'plough', ownerPassword: 'harrow' }),
    )
    await put('cut.pdf', (await makePdf((pdf) => lines(pdf, prose))).subarray(0, 400))
    const zipped = gzipSync('# Fever\n\nA fever often passes.\n'.repeat(200))
    await put('cut.md.gz', zipped.subarray(0, zipped.length - 12))
    await put(
      'damaged.md.gz',
      zipped.map((byte, at) => (at > 12 && at < 40 ? byte ^ 255 : byte)),
    )
    await put('label.xml', await makePdf((pdf) => lines(pdf, prose)))
    await put(
      'noise.bin',
      Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251),
    )
    await put('empty.md', '')
    const large = await open(join(cwd, 'sources', 'large.jsonl'), 'w')
    await large.truncate(500_000_000)
    await large.close()

    const { exitCode, result, notes } = await indexed('sources')
    expect(exitCode).toBe(1)
    expect(result).toMatchObject({ finished: true, documents: 3, problems: expect.any(Array) })
    const problems = problemsOf(result)
    expect(Object.fromEntries(problems.map(({ code, file }) => [file, code]))).toMatchObject({
      'sources/locked.pdf': expect.stringContaining('PASSWORD'),
      'sources/cut.pdf': expect.any(String),
      'sources/cut.md.gz': 'SOURCE_TRUNCATED',
      'sources/damaged.md.gz': 'SOURCE_BROKEN',
      'sources/label.xml': 'SOURCE_MISLABELLED',
      'sources/noise.bin': 'SOURCE_FORMAT_UNKNOWN',
      'sources/empty.md': 'SOURCE_EMPTY',
      'sources/large.jsonl': 'SOURCE_TOO_LARGE',
    })
    for (const { file } of problems) expect(notes).toContain(file)

    const again = await indexed('sources')
    // What was refused is still not in the corpus, and a script must see it.
    expect([again.exitCode, again.result]).toMatchObject([1, { documents: 0, indexed: 3 }])
  })

  it('are taken out again with --remove, and what was mended is read', { timeout: 60_000 }, async () => {
    await put('gout.md', '# Gout\n\nGout makes a toe red and painful.\n')
    await put('asthma.md', '# Asthma\n\nAsthma narrows the airways.\n')
    await put('fever.md', '')
    expect(await indexed('sources')).toMatchObject({ exitCode: 1, result: { indexed: 2 } })
    await put('fever.md', '# Fever\n\nA fever often passes.\n')
    expect(await indexed('sources')).toMatchObject({ exitCode: 0, result: { documents: 1, indexed: 3 } })
    expect(await indexed('sources/gout.md', '--remove')).toMatchObject({
      exitCode: 0,
      result: { indexed: 2 },
    })
    await rm(join(cwd, 'sources', 'gout.md'))
    expect(await indexed('sources')).toMatchObject({ exitCode: 0, result: { documents: 0, indexed: 2 } })
  })
})

interface Named {
  readonly code: string
  readonly file: string
}

function problemsOf(result: unknown): readonly Named[] {
  if (typeof result !== 'object' || result === null || !('problems' in result)) return []
  return Array.isArray(result.problems)
    ? result.problems.map((one: { code: string; place: { file: string } }) => ({
        code: one.code,
        file: one.place.file,
      }))
    : []
}
