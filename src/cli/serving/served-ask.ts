import { readFile } from 'node:fs/promises'
import { interleavedRanker } from '../../learning/serving/interleaved-ranker.ts'
import { readProtocol } from '../../protocol/read.ts'
import type { Answering } from '../../search/clinical-search.ts'
import { fieldedBm25 } from '../../search/rank/bm25-ranker.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type {
  AskCanary,
  AskVersion,
  InterleavedAnswer,
  OpenAsk,
  PresentAsk,
  StandingStudy,
} from '../../server/ask/open-ask.ts'
import type { Store } from '../../store/store.ts'
import type { OpenSearch } from '../search/open-search.ts'
import { checkQuestionLeaves, vectorRemedy } from '../search/screen-question.ts'
import { shippedFile } from '../version.ts'
import type { Observer } from './observer.ts'
import type { FollowedSearch, PresentSearch } from './present-search.ts'
import type { Watcher } from './watcher.ts'

export interface ServedAskOptions {
  readonly observer: Observer
  readonly watcher: Watcher
  readonly isSampleStudy: boolean
}

/** What the ask page works with, by whatever is released for its corpus. */
export async function servedAsk(
  followed: FollowedSearch,
  store: Store,
  { observer, watcher, isSampleStudy }: ServedAskOptions,
): Promise<OpenAsk> {
  const views = new WeakMap<PresentSearch, Promise<PresentAsk>>()
  const viewOf = async (present: PresentSearch): Promise<PresentAsk> => {
    const { passages } = present.open
    return {
      passages: passages.statistics.passages,
      sha256: passages.sha256,
      sample: isSampleStudy || (await hasSampleSources(passages)),
      versions: versionsOf(present),
      canary: canaryOf(present),
      isOpen: present.isOpen,
      onAnswered: (version, question, answered) =>
        observer.answered({ present, version, question, answered }),
    }
  }
  return {
    store,
    corpus: followed.corpus,
    present: async () => {
      const present = await followed.present()
      const view = views.get(present) ?? viewOf(present)
      views.set(present, view)
      return view
    },
    standing: await standingStudy(),
    counted: watcher.writes,
    onJudged: watcher.judged,
  }
}

/** What answers, beside what it has to beat: the version that readers try, or what needs less. */
function versionsOf({ open, trial }: PresentSearch): readonly [AskVersion, AskVersion] {
  const served = versionOf(open, open.ranker.id, open.extractive)
  if (trial?.stage.stage === 'canary')
    return [served, versionOf(open, trial.way.ranker.id, trial.way.extractive)]
  const other = open.model === null ? fieldedBm25 : labelFreePrior
  return [served, versionOf(open, other.id, open.by(other))]
}

function versionOf({ questionsGoTo }: OpenSearch, arm: string, search: Answering): AskVersion {
  return {
    arm,
    version: search.version,
    async ask(question) {
      checkQuestionLeaves(question, questionsGoTo, vectorRemedy)
      return search.ask(question)
    },
  }
}

function canaryOf({ open, trial }: PresentSearch): AskCanary | null {
  if (trial?.stage.stage !== 'canary') return null
  const candidate = trial.way.ranker
  return {
    share: trial.stage.share,
    async ask(question, seed, asking): Promise<InterleavedAnswer> {
      checkQuestionLeaves(question, open.questionsGoTo, vectorRemedy)
      const ranker = interleavedRanker(open.ranker, candidate, seed, asking)
      const search = open.by(ranker)
      const answered = await search.ask(question)
      const { round, candidates } = answered.found
      // The order of the list is that of the draft: each place has a score of its own.
      const draft = ranker.drafts()[round] ?? []
      const drafted = draft.flatMap(({ team }, place) => {
        const document = candidates[place]?.passage.id
        return document === undefined ? [] : [{ document, team }]
      })
      return { arm: ranker.id, version: search.version, answered, drafted }
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
