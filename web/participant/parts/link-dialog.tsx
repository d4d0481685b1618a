import { useState } from 'react'
import { Dialog } from '../../desk/parts/dialog.tsx'

/** The participant's own link, to come back by. */
export function LinkDialog({ link, close }: { readonly link: string; readonly close: () => void }) {
  return (
    <Dialog title="Your link" kind="sheet" close={close}>
      <OwnLink link={link} />
    </Dialog>
  )
}

/** The link itself, to be copied or shared. */
export function OwnLink({ link }: { readonly link: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    )
    setSaid(done === true ? 'Copied.' : 'It could not be copied. Select the link and copy it by hand.')
  }
  return (
    <>
      <p>
        With this link you come back to where you were, on any device. Keep it to yourself: whoever has it can
        go on in your place.
      </p>
      <label className="field">
        Your link
        <input type="text" readOnly value={link} onFocus={(event) => event.target.select()} />
      </label>
      <div className="row">
        <button type="button" className="primary" onClick={copy}>
          Copy the link
        </button>
        {typeof navigator.share === 'function' && (
          <button type="button" onClick={() => void navigator.share({ url: link }).catch(() => {})}>
            Share
          </button>
        )}
        <p role="status" className="small">
          {said}
        </p>
      </div>
    </>
  )
}
