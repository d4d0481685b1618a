import { join } from 'node:path'
import { type QuestionSearch, type SearchReply, searchKey } from '../../arms/search-arm.ts'
import type { Plan } from '../../protocol/plan.ts'
import { answerBody } from '../../search/answer/answer-markdown.ts'
import type { Answered } from '../../search/clinical-search.ts'
import { longestQuestion, questionText } from '../../search/question-text.ts'
import { readRankerModel } from '../learning/read-model-file.ts'
import { type OpenSearch, openSearch } from './open-search.ts'

/** The searches that arms of a protocol ask, by `searchKey`, until they are disposed of. */
export interface SearchesOfArms extends AsyncDisposable {
  readonly byKey: ReadonlyMap<string, QuestionSearch>
}

/**
 * Opens the corpora that arms ask, with their models, before anything is called: an empty one, or a model that does not fit, stops a
 * run before it costs something.
 *
 * @param only Arms that are called; all where it is null.
 */
export async function searchesOfArms(
  plan: Plan,
  only: readonly string[] | null,
  studyFolder: string,
): Promise<SearchesOfArms> {
  const called = plan.arms.filter(({ id }) => only === null || only.includes(id))
  const places = new Map(
    called.flatMap(({ source }) => (source?.via === 'search' ? [[searchKey(source), source] as const] : [])),
  )
  const opened = new Map<string, OpenSearch>()
  const close = async () => {
    for (const search of opened.values()) await search[Symbol.asyncDispose]()
  }
  try {
    for (const [key, { corpus, model }] of places) {
      const trained =
        model === undefined ? null : await readRankerModel(join(studyFolder, model), 'source.model')
      opened.set(key, await openSearch(corpus, null, studyFolder, trained))
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    byKey: new Map([...opened].map(([key, search]) => [key, searchOfArm(search)])),
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
