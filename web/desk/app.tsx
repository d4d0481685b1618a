import { useEffect, useSyncExternalStore } from 'react'
import { ClosedPage } from './pages/closed-page.tsx'
import { EndPage } from './pages/end-page.tsx'
import { FeedbackPage } from './pages/feedback-page.tsx'
import { LoadingPage } from './pages/loading-page.tsx'
import { LostPage } from './pages/lost-page.tsx'
import { PausePage } from './pages/pause-page.tsx'
import { WelcomePage } from './pages/welcome-page.tsx'
import { QuestionPage } from './question/question-page.tsx'
import type { DeskController } from './state/desk-controller.ts'
import { isLost, unitShown } from './state/desk-state.ts'

/** The page for the place where the reviewer is. */
export function App({ desk }: { readonly desk: DeskController }) {
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  const title = state.desk?.title
  useEffect(() => {
    document.title = title === undefined ? 'Review desk' : `${title}, review desk`
  }, [title])
  if (isLost(state)) return <LostPage state={state} desk={desk} />
  switch (state.place.kind) {
    case 'loading':
      return <LoadingPage state={state} />
    case 'welcome':
      return state.desk === null ? null : <WelcomePage state={state} about={state.desk} desk={desk} />
    case 'question': {
      const unit = unitShown(state)
      return unit === null ? null : <QuestionPage state={state} unit={unit} desk={desk} />
    }
    case 'feedback':
      return (
        <FeedbackPage state={state} done={state.place.done} feedback={state.place.feedback} desk={desk} />
      )
    case 'pause':
      return <PausePage state={state} desk={desk} />
    case 'end':
      return <EndPage state={state} desk={desk} />
    case 'closed':
      return <ClosedPage state={state} desk={desk} />
  }
}
