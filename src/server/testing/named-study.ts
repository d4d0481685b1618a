import { parseProtocol } from '../../protocol/read.ts'
import { writeImport } from '../../store/imports/write-import.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { importedFile, source } from '../../store/testing/sample.ts'

/** A study of two arms and three questions whose review is not open; one arm tells who it is, and is named as a source. */
export async function namedStudy(store: Store) {
  const study = await ensureStudy(store, 'named', 'A trial')
  const protocol = parseProtocol(
    {
      schemaVersion: 1,
      id: 'named',
      title: 'Tarn against Moor',
      question: 'Which?',
      arms: [
        { id: 'tarn', label: 'Tarn Clinical', kind: 'general' },
        { id: 'moor', label: 'Moor', kind: 'general' },
      ],
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 7,
    },
    (path) => ({ field: path.join('.') }),
  )
  const items = ['q0', 'q1', 'q2'].map((key) => ({ key, text: `Question ${key}?`, strata: {} }))
  const words: Readonly<Record<string, string>> = {
    'q0/tarn': 'I am Tarn Clinical, and I would give 5 mg.',
    'q1/tarn': 'Give 5 mg once daily, as the pages of Tarn Clinical say.',
  }
  await writeImport(
    store,
    study,
    importedFile('b', 6),
    source({
      items,
      answers: items.flatMap(({ key }) =>
        ['tarn', 'moor'].map((arm) => ({
          item: key,
          arm,
          status: 'answered' as const,
          text: words[`${key}/${arm}`] ?? 'Give 5 mg once daily.',
          provenance: 'recorded' as const,
        })),
      ),
    }),
  )
  return { study, protocol, items }
}
