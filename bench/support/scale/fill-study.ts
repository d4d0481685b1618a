import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withStudy } from '../../../src/cli/open-study.ts'
import { servedDesk } from '../../../src/cli/serving/served-study.ts'
import { studyFolder } from '../../../src/cli/study-folder.ts'
import { createGenerator } from '../../../src/statistics/random/generator.ts'
import { fillMarks } from './fill-marks.ts'
import { answerText, capturedArm, importedArms, type ScaleSize, writeStudyFiles } from './study-files.ts'
import { timedCommand } from './timed-command.ts'

const reviewers = 100

/**
 * Fills a study of the size by the product's own commands, and its marks by what the desk saves with. A folder that was filled
 * before is used again.
 */
export async function fillStudy(study: string, size: ScaleSize): Promise<void> {
  const filled = join(study, 'filled.json')
  if (await stat(filled).then(Boolean, () => false)) return
  const files = join(study, 'files')
  await writeStudyFiles(study, files, size)
  const run = (...given: readonly string[]) => timedCommand([...given, '--study', study])
  await run('import', join(files, 'items.jsonl'), '--mapping', join(files, 'items.yaml'))
  for (const arm of importedArms) {
    await run('import', join(files, `answers-${arm}.jsonl`), '--mapping', join(files, 'answers.yaml'))
  }
  await run('lock')
  await run('capture', 'export', '--arm', capturedArm, '--to', join(files, 'queue.jsonl'))
  await fillQueue(join(files, 'queue.jsonl'), join(files, 'captured.jsonl'), size.captured)
  await run('capture', 'import', join(files, 'captured.jsonl'))
  await run('review', 'open')
  const started = performance.now()
  await withStudy(studyFolder(study), silent, async (open) => {
    const desk = await servedDesk(open)()
    if (desk === null) throw new Error('The review is not open.')
    let told = 0
    await fillMarks(desk, size.reviews, reviewers, (done) => {
      if (done - told < 10_000) return
      told = done
      process.stderr.write(
        `    ${done} of ${size.reviews} reviews, ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
      )
    })
  })
  process.stdout.write(
    `  ${'marks by the desk'.padEnd(24)} ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  )
  await writeFile(filled, JSON.stringify(size))
}

const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }

/** Fills in the first rows of a queue as a person would. */
async function fillQueue(queue: string, to: string, rows: number): Promise<void> {
  const chance = createGenerator(9, 'captured')
  const lines = (await readFile(queue, 'utf8')).split('\n').slice(0, rows)
  const filled = lines.map((line, index) =>
    JSON.stringify({
      ...JSON.parse(line),
      answer: answerText(chance, index),
      version: '2026-11',
      account: 'verified clinician',
      region: 'GB',
      captured_at: '2026-11-12T09:30:00+01:00',
      operator: `Capturer ${index % 5}`,
    }),
  )
  await writeFile(to, `${filled.join('\n')}\n`)
}
