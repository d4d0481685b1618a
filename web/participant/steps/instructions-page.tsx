import type { ShownAnswer } from '../../../src/review/shown/shown-answer.ts'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import type { Acting } from '../app.tsx'
import { StepPage } from '../parts/step-page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { stepTitles } from '../words/step-words.ts'

/** Read before the first case; going on from here brings the participant's group. */
export function InstructionsPage({ view, api, content }: Acting & { readonly content: ShownAnswer }) {
  return (
    <StepPage title={stepTitles.instructions}>
      <ShownText answer={content} under={1} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={view.busy}
          onClick={() => void view.act(() => api.read())}
        >
          Begin with the first case
        </button>
      </div>
      <Trouble view={view} />
    </StepPage>
  )
}
