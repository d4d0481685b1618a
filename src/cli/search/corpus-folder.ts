import { join } from 'node:path'
import { problem } from '../../problem.ts'
import { findWorkspace } from '../../store/find-workspace.ts'

/**
 * Folder of a corpus in the workspace of a folder.
 *
 * @param near The folder; the present one where nothing else is said.
 * @throws ProblemError CORPUS_NAME where the name could not be that of a folder everywhere.
 */
export async function corpusFolder(
  name: string,
  near = '.',
): Promise<{ readonly folder: string; readonly workspace: string }> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw problem('CORPUS_NAME', 'This is no name for a corpus.', 'Choose another name.', {
      place: { field: '--corpus' },
      value: name,
      expected: 'small letters, digits and hyphens, at most 63',
    })
  }
  const workspace = await findWorkspace(near)
  return { folder: join(workspace, '.equipoise', 'corpora', name), workspace }
}
