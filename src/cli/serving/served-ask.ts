import { readFile } from 'node:fs/promises'
import { readProtocol } from '../../protocol/read.ts'
import { fieldedBm25 } from '../../search/rank/bm25-ranker.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import type { AskVersion, OpenAsk, StandingStudy } from '../../server/ask/open-ask.ts'
import type { Store } from '../../store/store.ts'
import type { OpenSearch } from '../search/open-search.ts'
import { checkQuestionLeaves, vectorRemedy } from '../search/screen-question.ts'
import { shippedFile } from '../version.ts'

/** What the ask page works with, on an open corpus. */
export async function servedAsk(open: OpenSearch, store: Store, isSampleStudy: boolean): Promise<OpenAsk> {
  const { corpus, passages, ranker } = open
  return {
    store,
    corpus,
    passages: passages.statistics.passages,
    sha256: passages.sha256,
    sample: isSampleStudy || (await hasSampleSources(passages)),
    // What answers, beside what it has to beat.
    versions:
      ranker === labelFreePrior
        ? [versionOf(open, labelFreePrior), versionOf(open, fieldedBm25)]
        : [versionOf(open, ranker), versionOf(open, labelFreePrior)],
    standing: await standingStudy(),
  }
}

function versionOf({ by, questionsGoTo }: OpenSearch, ranker: Ranker): AskVersion {
  const search = by(ranker)
  return {
    arm: ranker.id,
    version: search.version,
    async ask(question) {
      checkQuestionLeaves(question, questionsGoTo, vectorRemedy)
      return search.ask(question)
    },
  }
}

const passagesLookedAt = 1000

/** Whether sources that ship as a sample are in the corpus; in a large one the first passages are looked at. */
async function hasSampleSources(corpus: OpenSearch['passages']): Promise<boolean> {
  const count = Math.min(corpus.statistics.passages, passagesLookedAt)
  const passages = await corpus.passages(Array.from({ length: count }, (_, number) => number))
  return passages.some(({ source }) => source === 'sample')
}

async function standingStudy(): Promise<StandingStudy> {
  const file = shippedFile('studies/ask/protocol.yaml')
  const { plan } = readProtocol(await readFile(file, 'utf8'), 'studies/ask/protocol.yaml')
  return { key: plan.id, title: plan.title, seed: plan.seed }
}
