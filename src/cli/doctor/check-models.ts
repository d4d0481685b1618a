import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import { ProblemError } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { kindOf, namesIn } from '../backup/entries.ts'
import { isModelId, keptModel } from '../learning/kept-models.ts'
import { type ReleaseLog, readReleases } from '../learning/release-log.ts'
import { shownPath } from '../study-folder.ts'
import { type Finding, foundBy, note, notWhole, whole } from './finding.ts'

/** Every model that the workspace keeps, by the hash in its name, and the reports of its gates by theirs. */
export async function checkModels(workspace: string): Promise<readonly Finding[]> {
  const folder = join(workspace, '.equipoise', 'models')
  const findings: Finding[] = []
  for (const name of [...(await namesIn(folder))].filter(isModelId).sort()) {
    findings.push(...(await checkModel(name, folder, workspace)))
  }
  return findings
}

async function checkModel(id: string, folder: string, workspace: string): Promise<readonly Finding[]> {
  try {
    await keptModel(id, workspace)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const [first] = error.problems
    if (first?.code === 'MODEL_FEATURES')
      return [note('models', `${id} is whole, and was trained on features of another version`)]
    return error.problems.map((found) => notWhole('models', found))
  }
  const gates = join(folder, id, 'gates')
  for (const name of (await namesIn(gates)).filter((one) => one.endsWith('.json'))) {
    if (`${textSha256(await readFile(join(gates, name), 'utf8'))}.json` === name) continue
    return [
      notWhole('models', {
        code: 'DOCTOR_GATE_REPORT',
        message: 'The report of the gate is not the one that its name says.',
        place: { file: shownPath(join(gates, name)) },
        value: null,
        expected: name.replace('.json', ''),
        remedy: 'Restore it from a backup.',
      }),
    ]
  }
  return [whole('models', `${id}, by the hash in its name`)]
}

/** Every record of releases: its chain, and whether what it lets answer is kept. */
export async function checkReleases(workspace: string): Promise<readonly Finding[]> {
  const folder = join(workspace, '.equipoise', 'releases')
  const findings: Finding[] = []
  for (const name of [...(await namesIn(folder))].sort()) {
    if (!name.endsWith('.jsonl') || (await kindOf(join(folder, name))) !== 'file') continue
    const corpus = name.replace('.jsonl', '')
    findings.push(
      ...(await foundBy('releases', async () =>
        checkLog(await readReleases(corpus, workspace), corpus, workspace),
      )),
    )
  }
  return findings
}

async function checkLog(log: ReleaseLog, corpus: string, workspace: string): Promise<readonly Finding[]> {
  const lost: Finding[] = []
  const models = new Map(
    log.entries.flatMap((entry) =>
      'version' in entry && entry.version.model !== null
        ? [[entry.version.model.id, entry.version.model.sha256]]
        : [],
    ),
  )
  for (const [id, sha256] of models) {
    const kept = await keptModel(id, workspace).catch(() => null)
    // What is kept and damaged is told of the models.
    if (kept === null || kept.sha256 === sha256) continue
    lost.push(
      notWhole('releases', {
        code: 'DOCTOR_RELEASED_MODEL',
        message: 'The model that was released is not the one that is kept.',
        place: { file: shownPath(log.file) },
        value: kept.sha256,
        expected: sha256,
        remedy: 'Restore the model from a backup.',
      }),
    )
  }
  const chain = whole(
    'releases',
    `${corpus}: ${counted(log.entries.length, 'release')}, each follows the one before it`,
  )
  return lost.length === 0 ? [chain] : lost
}
