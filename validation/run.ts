/**
 * Simulates every study of the defaults and writes `docs/reference/validation.json` and `validation.md`.
 *
 *   node validation/run.ts [--only <part of a study's name>] [--trials <most per design>] [--workers <n>] [--write]
 *
 * With `--only` or `--trials` the page is printed and nothing is written; `--only` with `--write` puts the named studies into the
 * committed file and leaves the others as they are. `--page` renders the committed file again.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { allStudies } from './all-studies.ts'
import { keep, readKept } from './cache.ts'
import { validationPage } from './page/validation-page.ts'
import { type DesignResult, type StudyResult, type Validation, validationSchema } from './result.ts'
import { runDesign } from './run-design.ts'
import { sourceFingerprint } from './source-fingerprint.ts'
import type { Design, Study } from './study.ts'

const jsonFile = new URL('../docs/reference/validation.json', import.meta.url)
const pageFile = new URL('../docs/reference/validation.md', import.meta.url)

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    trials: { type: 'string' },
    workers: { type: 'string' },
    page: { type: 'boolean' },
    write: { type: 'boolean' },
  },
})

if (values.page === true) {
  writeFileSync(
    pageFile,
    validationPage(allStudies, validationSchema.parse(JSON.parse(readFileSync(jsonFile, 'utf8')))),
  )
} else {
  const wanted = allStudies.filter(({ id }) => id.includes(values.only ?? ''))
  const validation: Validation = { version: 1, studies: await runStudies(wanted) }
  if (values.trials === undefined && (values.only === undefined || values.write === true)) {
    const whole = values.only === undefined ? validation : withOthers(validation)
    writeFileSync(jsonFile, fileText(whole))
    writeFileSync(pageFile, validationPage(allStudies, whole))
  } else process.stdout.write(validationPage(wanted, validation))
}

/** The new results among the committed ones of the other studies, in the order of the page. */
function withOthers({ version, studies }: Validation): Validation {
  const committed = validationSchema.parse(JSON.parse(readFileSync(jsonFile, 'utf8')))
  const found = (of: string) =>
    studies.find(({ id }) => id === of) ?? committed.studies.find(({ id }) => id === of)
  return { version, studies: allStudies.flatMap(({ id }) => found(id) ?? []) }
}

async function runStudies(studies: readonly Study[]): Promise<StudyResult[]> {
  const total = studies.reduce((sum, study) => sum + study.designs.length, 0)
  const results: StudyResult[] = []
  let done = 0
  for (const study of studies) {
    const source = sourceFingerprint([new URL(study.source), new URL('./tally.ts', import.meta.url)])
    const designs: DesignResult[] = []
    for (const design of study.designs) {
      const started = performance.now()
      const name = `${study.id}, ${design.id}`
      const { result, kept } = await keptOrRun(study, design, source, name)
      designs.push(result)
      done += 1
      const took = kept ? 'kept' : `${((performance.now() - started) / 1000).toFixed(1)} s`
      note(`${String(done).padStart(4)}/${total} ${name}: ${took}\n`)
    }
    results.push({ id: study.id, method: study.method, measures: [...study.measures], designs })
  }
  return results
}

async function keptOrRun(
  study: Study,
  design: Design,
  source: string,
  name: string,
): Promise<{ readonly result: DesignResult; readonly kept: boolean }> {
  const most = values.trials === undefined ? null : Number(values.trials)
  const key = `${source} ${most ?? 'all'}`
  const before = readKept(study.id, design.id, key)
  if (before !== null) return { result: before, kept: true }
  const result = await runDesign(study, design, {
    ...(values.workers === undefined ? {} : { workers: Number(values.workers) }),
    ...(most === null ? {} : { mostTrials: most }),
    onProgress: (done, total) => {
      if (process.stderr.isTTY) note(`     ${name}: ${done}/${total}\r`)
    },
  })
  keep(study.id, key, result)
  return { result, kept: false }
}

/** One line per design, so that a difference of two runs can be read. */
function fileText({ version, studies }: Validation): string {
  const blocks = studies.map(({ designs, ...study }) => {
    const lines = designs.map((design) => `    ${JSON.stringify(design)}`).join(',\n')
    return `  ${JSON.stringify(study).slice(0, -1)}, "designs": [\n${lines}\n  ]}`
  })
  return `{"version": ${version}, "studies": [\n${blocks.join(',\n')}\n]}\n`
}

function note(text: string): void {
  process.stderr.write(text)
}
