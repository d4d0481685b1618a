import type { ReactNode } from 'react'
import type { AskedAnswer, AskSentence } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { pathWords, visible } from '../words/visible.ts'

/** Which citation was opened: the passage, and the sentence where it was; null from the list of sources. */
export interface OpenedCitation {
  readonly answer: number
  readonly passage: string
  readonly sentence: number | null
}

interface Props {
  readonly place: number
  readonly asked: AskedAnswer
  readonly opened: OpenedCitation | null
  readonly open: (citation: OpenedCitation) => void
}

/** What was found: sentences with the numbers of their sources, or why there is no answer. */
export function AnswerText({ place, asked: { answer }, opened, open }: Props) {
  const sources = answer.status === 'answered' ? answer.citations : answer.nearest
  const numbers = new Map(sources.map(({ passage }, index) => [passage, index + 1]))
  const isOpen = (passage: string, sentence: number | null) =>
    opened?.answer === place && opened.passage === passage && opened.sentence === sentence
  const cite = (sentence: number) => (passage: string) => {
    const source = sources.find((one) => one.passage === passage)
    if (source === undefined) return null
    return (
      <button
        key={passage}
        type="button"
        className="cite"
        aria-label={`Source ${numbers.get(passage)}: ${pathWords(source)}`}
        aria-expanded={isOpen(passage, sentence)}
        onClick={() => open({ answer: place, passage, sentence })}
      >
        {numbers.get(passage)}
      </button>
    )
  }
  return (
    <>
      {answer.decline !== null && (
        <p className="declined">
          <strong>No answer.</strong> {answer.decline.words}
        </p>
      )}
      {paragraphs(answer.sentences).map(({ key, entries, sentences }) =>
        entries ? (
          <ul key={key}>
            {sentences.map(({ key: number, one }) => (
              <li key={number}>
                <Sentence one={one} cite={cite(number)} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={key}>
            {sentences.map(({ key: number, one }) => (
              <Sentence key={number} one={one} cite={cite(number)} />
            ))}
          </p>
        ),
      )}
      {sources.length > 0 && (
        <>
          <h3>{answer.status === 'answered' ? 'Sources' : 'Nearest sources'}</h3>
          <ol className="sources">
            {sources.map((source) => (
              <li key={source.passage}>
                <button
                  type="button"
                  className="source"
                  aria-expanded={isOpen(source.passage, null)}
                  onClick={() => open({ answer: place, passage: source.passage, sentence: null })}
                >
                  {pathWords(source)}
                </button>
                {source.date !== null && <span className="small"> {source.date}</span>}
                {source.check.retraction.status === 'retracted' && (
                  <strong className="flag"> Retracted.</strong>
                )}
                {source.check.retraction.status === 'questioned' && (
                  <strong className="flag"> Questioned: expression of concern.</strong>
                )}
                {source.suspicion !== null && (
                  <span className="small"> Some of its words were kept out: they speak to a machine.</span>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

interface SentenceProps {
  readonly one: AskSentence
  readonly cite: (passage: string) => ReactNode
}

function Sentence({ one: { text, citations, support }, cite }: SentenceProps) {
  return (
    <>
      <bdi>{visible(text).replace(/^[-–•*·]\s*/, '')}</bdi>
      {citations.map(cite)}
      {support.kind === 'not checked' && (
        <span className="flag"> [not checked against the sources: {support.why}]</span>
      )}
      {support.kind === 'flagged' && (
        <strong className="flag"> [not supported by its sources: {support.why.join('; ')}]</strong>
      )}{' '}
    </>
  )
}

/** Sentences of one passage run on; entries and rows are lists; a change of the passage begins a paragraph. */
function paragraphs(sentences: readonly AskSentence[]) {
  const out: { key: number; entries: boolean; sentences: { key: number; one: AskSentence }[] }[] = []
  for (const numbered of keyed(sentences)) {
    const { one, key } = numbered
    const last = out.at(-1)
    const before = last?.sentences.at(-1)?.one
    const entries = one.kind !== 'sentence'
    const goesOn = last?.entries === entries && (entries || before?.citations[0] === one.citations[0])
    if (last !== undefined && goesOn) last.sentences.push(numbered)
    else out.push({ key, entries, sentences: [numbered] })
  }
  return out
}
