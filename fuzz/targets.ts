import type { FuzzTarget } from './target.ts'

// Each group is loaded only where one of it is asked for: what is not loaded is not counted.
const groups: readonly (readonly [names: readonly string[], load: () => Promise<object>])[] = [
  [
    ['protocol', 'lock', 'mapping', 'economics', 'evidence', 'gate-plan'],
    () => import('./targets/yaml-files.ts'),
  ],
  [
    [
      'import-csv',
      'import-absolute',
      'import-jsonl',
      'parquet',
      'captures',
      'preferences',
      'retractions',
      'retractions-json',
    ],
    () => import('./targets/tables.ts'),
  ],
  [
    ['jats', 'spl', 'medquad', 'pubmed', 'html', 'pdf', 'markdown', 'documents', 'archive'],
    () => import('./targets/corpus-sources.ts'),
  ],
  [['answer', 'screens', 'model-replies', 'arm-files'], () => import('./targets/answers.ts')],
  [['items', 'judged-sets', 'model', 'questions'], () => import('./targets/records.ts')],
  [['providers', 'embeddings'], () => import('./targets/replies.ts')],
  [['http', 'http-study'], () => import('./targets/http.ts')],
  [['manifest', 'bundle'], () => import('./targets/bundles.ts')],
]

export const targetNames: readonly string[] = groups.flatMap(([names]) => names)

/** @throws TypeError where no parser has the name. */
export async function findTarget(name: string): Promise<FuzzTarget> {
  for (const [names, load] of groups) {
    if (!names.includes(name)) continue
    for (const found of Object.values(await load())) if (isTarget(found) && found.name === name) return found
  }
  throw new TypeError(`No parser is called ${name}.`)
}

function isTarget(value: unknown): value is FuzzTarget {
  return typeof value === 'object' && value !== null && 'seeds' in value && 'open' in value
}
