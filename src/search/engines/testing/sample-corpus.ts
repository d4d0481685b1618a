import { createHash } from 'node:crypto'
import type { SourceDocument } from '../../corpus/source-document.ts'
import { indexSources } from '../../files/index-sources.ts'
import { passagesOf, sampleDocument } from '../../testing/sample-documents.ts'

/** SAMPLE documents, of which some tell titles and other names from what stands in the body. */
export const sampleDocuments: readonly SourceDocument[] = [
  sampleDocument('gout', 'Painful joints come from crystals of uric acid. Allopurinol 100 mg lowers it.', {
    title: 'Gout',
    focus: 'Gout',
    synonyms: ['Podagra'],
  }),
  sampleDocument(
    'asthma',
    'Wheeze and cough, worse at night. Salbutamol helps; gout has nothing to do with it.',
    {
      title: 'Asthma',
      focus: 'Asthma',
    },
  ),
  sampleDocument(
    'dose',
    'Give 2.5 mg once daily, at most 1,000 mg. Fièvre, Ödem and β-blockers are written so.',
    {
      title: 'Doses',
    },
  ),
  sampleDocument('long', `A chain ${'acgt'.repeat(200)} of letters, and gout besides.`, {
    title: 'Long words',
  }),
  ...Array.from({ length: 40 }, (_, at) =>
    sampleDocument(`filler-${at}`, `Sentence ${at} about fever number ${at % 7} and nothing else of note.`, {
      title: `Fever ${at}`,
    }),
  ),
]

/** Fills a folder with the SAMPLE documents; with others, with those. */
export async function buildSampleCorpus(
  folder: string,
  documents: readonly SourceDocument[] = sampleDocuments,
): Promise<void> {
  const sha256 = createHash('sha256').update(JSON.stringify(documents)).digest('hex')
  await indexSources(folder, [{ name: 'sample', sha256, bytes: 1 }], {
    batchPassages: 10,
    load: async function* () {
      for (const document of documents) yield { kind: 'document', document, revision: null }
    },
    chunk: passagesOf,
    onRead: () => undefined,
    onBuild: () => undefined,
    onProblem: () => undefined,
    signal: new AbortController().signal,
  })
}
