import type { ActionState } from '../state/use-action.ts'

/** What came of an action; read out when it changes. */
export function Outcome({ state }: { readonly state: ActionState }) {
  return (
    <div role="status">
      {state.kind === 'busy' && <p className="small">One moment.</p>}
      {state.kind === 'said' && <p className={state.good ? 'notice calm' : 'notice'}>{state.words}</p>}
    </div>
  )
}
