import { useEffect, useState } from 'react'
import type { Study, StudyResults } from '../../../src/server/contract/study.ts'
import type { Reply } from '../../house/ask-server.ts'
import type { StudyApi } from '../server/client.ts'

const askAgain = 3000

/** The way to the report, once there is one. */
export function ResultsPart({ study, api }: { readonly study: Study; readonly api: StudyApi }) {
  const blind = study.state.review === 'blind'
  const marks = study.marks.given + study.importedMarks
  if (blind) {
    return (
      <p>
        The study is blind. Results, and how far reviewers agree, are shown here once an owner has unblinded
        it.
      </p>
    )
  }
  if (marks === 0) return <p>There are no marks yet.</p>
  return <Report api={api} waiting="The marks are being analysed by the plan." />
}

interface ReportProps {
  readonly api: StudyApi
  /** What is said until it is there. */
  readonly waiting: string
}

/** The report, once it is made. */
export function Report({ api, waiting }: ReportProps) {
  const [reply, setReply] = useState<Reply<StudyResults> | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let gone = false
    const ask = async () => {
      const answer = await api.results()
      if (gone) return
      setReply(answer)
      const waits = answer.kind === 'away' || (answer.kind === 'ok' && answer.value.state === 'running')
      if (waits) timer = setTimeout(() => void ask(), askAgain)
    }
    void ask()
    return () => {
      gone = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [api])
  if (reply?.kind === 'refused') return <p className="notice">{reply.words}</p>
  if (reply?.kind !== 'ok' || reply.value.state === 'running') {
    return <p role="status">{waiting} This takes a minute or so the first time.</p>
  }
  return (
    <p>
      <a className="button" href={reply.value.report}>
        Open the report
      </a>
    </p>
  )
}
