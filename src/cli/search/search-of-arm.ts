import type { QuestionSearch, SearchReply } from '../../arms/search-arm.ts'
import type { Plan } from '../../protocol/plan.ts'
import { answerBody } from '../../search/answer/answer-markdown.ts'
import type { Answered } from '../../search/clinical-search.ts'
import { longestQuestion, questionText } from '../../search/question-text.ts'
import { type OpenSearch, openSearch } from './open-search.ts'

/** The searches that arms of a protocol ask, by the name of their corpus, until they are disposed of. */
export interface SearchesOfArms extends AsyncDisposable {
  readonly byCorpus: ReadonlyMap<string, QuestionSearch>
}

/**
 * Opens the corpora that arms ask, before anything is called: an empty one stops a run before it costs something.
 *
 * @param only Arms that are called; all where it is null.
 */
export async function searchesOfArms(
  plan: Plan,
  only: readonly string[] | null,
  studyFolder: string,
): Promise<SearchesOfArms> {
  const called = plan.arms.filter(({ id }) => only === null || only.includes(id))
  const names = new Set(called.flatMap(({ source }) => (source?.via === 'search' ? [source.corpus] : [])))
  const opened: OpenSearch[] = []
  const close = async () => {
    for (const search of opened) await search[Symbol.asyncDispose]()
  }
  try {
    for (const name of names) opened.push(await openSearch(name, null, studyFolder))
  } catch (error) {
    await close()
    throw error
  }
  return {
    byCorpus: new Map(opened.map((search) => [search.corpus, searchOfArm(search)])),
    [Symbol.asyncDispose]: close,
  }
}

function searchOfArm({ clinical, corpus, questionsGoTo }: OpenSearch): QuestionSearch {
  const { version, corpusSha256 } = clinical
  return {
    version,
    longest: longestQuestion,
    leavesMachine: questionsGoTo !== null,
    async ask(question) {
      const answered = await clinical.ask(questionText(question))
      return searchReply(answered, { version, corpus, corpusSha256 })
    },
  }
}

function searchReply({ answer, passages }: Answered, from: Readonly<Record<string, string>>): SearchReply {
  const texts = new Map(passages.map(({ id, text }) => [id, text]))
  return {
    status: answer.status,
    text: answerBody(answer),
    citations: answer.citations.map(({ passage, title, headings, url }) => ({
      url,
      title: [title, ...headings].join(' > '),
      quote: texts.get(passage) ?? null,
    })),
    decline: answer.decline === null ? null : `${answer.decline.reason}: ${answer.decline.words}`,
    record: JSON.stringify({ ...from, answer }),
  }
}
