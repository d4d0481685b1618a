import { type ReactNode, useEffect, useId, useRef } from 'react'

interface Props {
  readonly title: string
  readonly kind: 'sheet' | 'drawer'
  readonly close: () => void
  readonly children: ReactNode
}

/** A window over the page. The browser keeps the focus in it, closes it with Escape and gives the focus back. */
export function Dialog({ title, kind, close, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    box.current?.showModal()
  }, [])
  return (
    <dialog ref={box} className={kind} aria-labelledby={heading} onClose={close}>
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="quiet" onClick={() => box.current?.close()}>
          Close{' '}
          <span className="key" aria-hidden="true">
            Esc
          </span>
        </button>
      </div>
      {children}
    </dialog>
  )
}
