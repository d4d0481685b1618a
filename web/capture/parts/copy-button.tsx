import { type RefObject, useState } from 'react'

interface Props {
  readonly text: string
  /** Where the text stands, to be selected where the browser does not copy. */
  readonly shown: RefObject<HTMLElement | null>
}

/** Copies the question exactly as it is to be put. */
export function CopyButton({ text, shown }: Props) {
  const [state, setState] = useState<'before' | 'copied' | 'selected'>('before')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
      setState('selected')
    }
  }
  return (
    <p className="copy">
      <button type="button" onClick={copy}>
        Copy the question
      </button>
      <span role="status" className="small">
        {state === 'copied' && 'Copied. Put it word for word.'}
        {state === 'selected' && 'Selected. Copy it with Ctrl+C or Cmd+C.'}
      </span>
    </p>
  )
}
