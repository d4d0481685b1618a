import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ProblemError, problem } from '../problem.ts'

/** Endings in the order of preference where a folder holds the same table in several formats. */
const endings = ['.parquet', '.jsonl', '.jsonl.gz', '.csv', '.csv.gz'] as const

const deepest = 2

/** One table of a folder, in one file or several shards. */
interface Candidate {
  /** Path below the folder without ending and shard number. */
  readonly stem: string
  readonly ending: (typeof endings)[number]
  readonly files: readonly string[]
}

/**
 * The files of the table called `word` in a folder or up to two folders down: `ratings.jsonl`,
 * `ratings/train-00000-of-00001.parquet`, `data/ratings-00000-of-00001.parquet`. All shards of one table,
 * in order; empty where the folder has no such table.
 *
 * Where formats compete, Parquet goes before JSON Lines before CSV; where names do, the plain name wins.
 * Throws `POCQI_FILES_AMBIGUOUS`, `POCQI_SHARDS_MISSING` and `FILE_NOT_FOUND`.
 */
export async function findTable(folder: string, word: string): Promise<readonly string[]> {
  const found = candidates(await filesBelow(folder), word)
  const ending = endings.find((known) => found.some((candidate) => candidate.ending === known))
  const best = found.filter((candidate) => candidate.ending === ending)
  const plain = best.filter(({ stem }) => stem.toLowerCase() === word)
  const chosen = best.length === 1 ? best[0] : plain.length === 1 ? plain[0] : undefined
  if (chosen === undefined) {
    if (best.length === 0) return []
    throw ambiguous(folder, word, best)
  }
  refuseMissingShards(folder, chosen)
  return chosen.files.map((file) => join(folder, file))
}

/** What `findTable` looks for, in words. */
export function lookedFor(word: string): string {
  return `a name containing "${word}" with the ending ${endings.join(', ')}, here or up to two folders down`
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const visit = async (below: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && depth < deepest) await visit(path, depth + 1)
      else if (!entry.isDirectory()) found.push(path)
    }
  }
  try {
    await visit('', 0)
  } catch {
    throw problem('FILE_NOT_FOUND', 'There is no such folder, or it cannot be read.', 'Check the path.', {
      place: { file: folder },
      expected: 'the folder with the Real-POCQi files',
    })
  }
  return found.sort()
}

const shard = /-(\d{5})-of-(\d{5})$/

function candidates(files: readonly string[], word: string): readonly Candidate[] {
  const groups = new Map<string, Candidate>()
  for (const file of files) {
    const lower = file.toLowerCase()
    const ending = endings.find((known) => lower.endsWith(known))
    if (ending === undefined || !lower.includes(word)) continue
    const stem = file.slice(0, -ending.length).replace(shard, '')
    const key = `${stem}${ending}`
    groups.set(key, { stem, ending, files: [...(groups.get(key)?.files ?? []), file] })
  }
  return [...groups.values()]
}

function refuseMissingShards(folder: string, { files, ending }: Candidate): void {
  const [, , announced] = shard.exec(files[0]?.slice(0, -ending.length) ?? '') ?? []
  if (announced === undefined || Number(announced) === files.length) return
  throw problem(
    'POCQI_SHARDS_MISSING',
    'The table comes in several files, and not all of them are here.',
    'Download the missing files.',
    {
      place: { file: folder },
      value: files.join(', '),
      expected: `${Number(announced)} files`,
    },
  )
}

function ambiguous(folder: string, word: string, found: readonly Candidate[]): ProblemError {
  return problem(
    'POCQI_FILES_AMBIGUOUS',
    `Several files could hold the ${word}.`,
    `Leave one of them in the folder, or call it ${word}${found[0]?.ending ?? ''}.`,
    {
      place: { file: folder },
      value: found.flatMap(({ files }) => files).join(', '),
      expected: `one table of ${word}`,
    },
  )
}
