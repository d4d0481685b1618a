import { useCallback, useEffect, useState } from 'react'
import type { Asked, AskPlace } from '../../src/server/contract/ask.ts'
import { AskedPart } from './parts/asked-part.tsx'
import { ConsentPart } from './parts/consent-part.tsx'
import { FeedbackPart } from './parts/feedback-part.tsx'
import { QuestionBox } from './parts/question-box.tsx'
import type { AskApi } from './server/client.ts'
import { troubleWords } from './words/trouble-words.ts'
import { visible } from './words/visible.ts'

/** The ask page. What was asked is in its memory only. */
export function App({ api }: { readonly api: AskApi }) {
  const [place, setPlace] = useState<AskPlace | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const load = useCallback(async () => {
    const reply = await api.place()
    if (reply.kind === 'ok') setPlace(reply.value)
    setTrouble(reply.kind === 'ok' ? null : troubleWords(reply))
  }, [api])
  useEffect(() => {
    void load()
  }, [load])
  if (place !== null) return <AskPage place={place} api={api} />
  return (
    <main className="page">
      <h1>Ask</h1>
      <p role="status">{trouble ?? 'One moment.'}</p>
      {trouble !== null && (
        <button type="button" onClick={load}>
          Try again
        </button>
      )}
    </main>
  )
}

function AskPage({ place, api }: { readonly place: AskPlace; readonly api: AskApi }) {
  const [history, setHistory] = useState<readonly Asked[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [consent, setConsent] = useState(false)
  const [onRecord, setOnRecord] = useState(place.consentOnRecord)
  const [opened, setOpened] = useState<Opened>(new Map())
  const [consentSaid, setConsentSaid] = useState('')

  const ask = async (question: string) => {
    setBusy(true)
    setTrouble(null)
    setSaid('Looking in the sources.')
    const reply = await api.ask(question, consent)
    setBusy(false)
    if (reply.kind !== 'ok') {
      setSaid('')
      setTrouble(troubleWords(reply))
      return
    }
    setHistory((before) => [...before, reply.value])
    setShown(reply.value.id)
    setSaid(outcomeWords(reply.value))
  }
  const withdraw = async () => {
    const reply = await api.withdraw()
    if (reply.kind === 'ok') setOnRecord(false)
    setConsentSaid(
      reply.kind === 'ok' ? 'Taken back: what is on record is marked as not allowed.' : troubleWords(reply),
    )
  }

  return (
    <div className="page">
      <main>
        <header>
          {place.sample && (
            <p className="sample" role="note">
              <strong>SAMPLE.</strong> Sources or study are made up as an example. Nothing here is advice.
            </p>
          )}
          <h1>Ask the sources</h1>
          <p className="kicker">
            Corpus {place.corpus}, {place.passages} passages. Answers quote them, or there is none.
          </p>
        </header>
        <QuestionBox busy={busy} ask={ask} />
        {place.feedback && (
          <ConsentPart
            given={consent}
            counted={place.counted}
            onRecord={onRecord}
            said={consentSaid}
            change={(given) => {
              setConsent(given)
              setConsentSaid('')
            }}
            withdraw={withdraw}
          />
        )}
        <p role="status" className="hidden">
          {said}
        </p>
        <div role="alert">{trouble !== null && <p className="notice">{trouble}</p>}</div>
        {history.map((asked) => (
          <div key={asked.id} hidden={asked.id !== shown}>
            <AskedPart
              asked={asked}
              shown={asked.id === shown}
              onOpened={(answer, source) => setOpened(withOpened(asked, answer, source))}
            >
              {place.feedback && (
                <FeedbackPart
                  asked={asked}
                  opened={opened.get(asked.id) ?? []}
                  consent={consent}
                  api={api}
                  kept={() => setOnRecord(true)}
                />
              )}
            </AskedPart>
          </div>
        ))}
        <History history={history} shown={shown} show={setShown} />
      </main>
      <p className="always" aria-hidden="true">
        {firstSentences(place.intendedUse.text)}
      </p>
      <footer className="intended">
        <p>{place.intendedUse.text}</p>
        <p className="small">
          Statement {place.intendedUse.version}. Version of the search: <code>{place.version}</code>
        </p>
      </footer>
    </div>
  )
}

interface HistoryProps {
  readonly history: readonly Asked[]
  readonly shown: string | null
  readonly show: (id: string) => void
}

function History({ history, shown, show }: HistoryProps) {
  if (history.length < 2) return null
  return (
    <section className="history" aria-labelledby="history">
      <h2 id="history">Asked on this page</h2>
      <ol>
        {history.map(({ id, answers }) => (
          <li key={id}>
            <button type="button" className="source" aria-current={id === shown} onClick={() => show(id)}>
              {visible(answers[0]?.answer.question ?? '')}
            </button>
          </li>
        ))}
      </ol>
      <p className="small">In this page only: it is gone when you leave.</p>
    </section>
  )
}

/** Of each asking, for each of its answers, the numbers of the sources that were opened. */
type Opened = ReadonlyMap<string, readonly (readonly number[])[]>

function withOpened({ id, answers }: Asked, answer: number, source: number): (before: Opened) => Opened {
  return (before) => {
    const numbers = answers.map((_, place) => {
      const earlier = before.get(id)?.[place] ?? []
      return place === answer && !earlier.includes(source) ? [...earlier, source] : earlier
    })
    return new Map([...before, [id, numbers]])
  }
}

/** The two sentences that are in sight wherever the page is scrolled to; all of it stands in the foot. */
function firstSentences(text: string): string {
  return text
    .split(/(?<=\.) /)
    .slice(0, 2)
    .join(' ')
}

function outcomeWords({ answers }: Asked): string {
  const [first] = answers
  if (answers.length === 2) return 'Two answers.'
  if (first === undefined || first.answer.status === 'declined') return 'No answer.'
  const { length } = first.answer.citations
  return `Answered from ${length} ${length === 1 ? 'source' : 'sources'}.`
}
