import { Dialog } from '../../desk/parts/dialog.tsx'
import type { PartView } from '../state/use-part.ts'
import { Trouble } from './trouble.tsx'

interface Props {
  readonly view: PartView
  readonly withdraw: (everything: boolean) => Promise<boolean>
  readonly close: () => void
}

/** The way out: at any time, without a reason, with or without what was given so far. */
export function WithdrawDialog({ view, withdraw, close }: Props) {
  const leave = async (everything: boolean) => {
    if (await withdraw(everything)) close()
  }
  return (
    <Dialog title="Withdraw" kind="sheet" close={close}>
      <p>
        You can stop now, without giving a reason. It cannot be undone. What should become of what you gave?
      </p>
      <div className="ways">
        <button type="button" disabled={view.busy} onClick={() => void leave(false)}>
          <strong>Stop, and keep it</strong>
          <span>What you gave so far may still be used.</span>
        </button>
        <button type="button" disabled={view.busy} onClick={() => void leave(true)}>
          <strong>Stop, and delete everything</strong>
          <span>Every word and decision of yours is removed now.</span>
        </button>
      </div>
      <Trouble view={view} />
    </Dialog>
  )
}
