import type { Preference } from '../../learning/preferences/preference.ts'
import { problem } from '../../problem.ts'
import { withStudy } from '../open-study.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { readJudgedStudy } from './read-judged-study.ts'
import { readPreferences } from './read-preferences.ts'
import { leavingPreference, usablePreferences } from './usable-preferences.ts'

/**
 * Preferences to train with, from a file or from a study: of a study those of the training split that `equipoise preferences --out`
 * writes, without reviewers whose marks are found turned round.
 *
 * @returns With the name of what they came from.
 * @throws ProblemError EXPORT_SOURCE where neither or both are named, and those of reading either.
 */
export async function preferencesFrom(
  path: string | undefined,
  study: string | undefined,
  terminal: Terminal,
): Promise<{ readonly preferences: readonly Preference[]; readonly from: string }> {
  if (path !== undefined && study === undefined)
    return { preferences: await readPreferences(path), from: path }
  if (path !== undefined || study === undefined)
    throw problem('EXPORT_SOURCE', 'Preferences come from a file, or from a study.', 'Name one of the two.', {
      place: { field: '--study' },
      value: study ?? null,
      expected: 'a file of preferences, or --study with the folder of a study',
    })
  return withStudy(studyFolder(study), terminal, async (open) => {
    const { used } = usablePreferences(await readJudgedStudy(open), { split: 'train' })
    return { preferences: used.map(leavingPreference), from: study }
  })
}
