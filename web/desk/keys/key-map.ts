/** A key as the browser reports it, with what the page knows of where it was pressed. */
export interface KeyPress {
  /** The character it produces, whatever the layout of the keyboard. */
  readonly key: string
  /** Control, Alt or Meta held, other than to produce a character (AltGr). */
  readonly modified: boolean
  /** A key held down. */
  readonly repeated: boolean
  /** In the middle of composing a character. */
  readonly composing: boolean
  readonly place: KeyPlace
}

/** `typing`: a text field. `control`: something that Enter works by itself. `own`: a part with keys of its own. */
export type KeyPlace = 'page' | 'typing' | 'control' | 'own'

export type KeyAction =
  | { readonly kind: 'choose'; readonly key: string }
  | { readonly kind: 'next' | 'unanswered' | 'undo' | 'sheet' }

/** What a key does on the page of a question; null: nothing of ours. */
export function keyAction(press: KeyPress, shortcuts: boolean): KeyAction | null {
  if (!shortcuts || press.modified || press.repeated || press.composing) return null
  if (press.place === 'typing' || press.place === 'own') return null
  if (press.key === 'Enter') return press.place === 'control' ? null : { kind: 'next' }
  if (/^[0-9]$/.test(press.key)) return { kind: 'choose', key: press.key }
  switch (press.key.toLowerCase()) {
    case 'u':
      return { kind: 'unanswered' }
    case 'z':
      return { kind: 'undo' }
    case '?':
      return { kind: 'sheet' }
    default:
      return null
  }
}

/** The keys, as the sheet and the welcome page tell them. */
export const keySheet: readonly { readonly key: string; readonly does: string }[] = [
  {
    key: '1 to 5',
    does: 'Pick the choice with this digit, in the group with the line at its left; the line moves on',
  },
  { key: 'Enter', does: 'Done: go to the next question' },
  { key: 'U', does: 'Go to the first that is not answered' },
  { key: 'Z', does: 'Undo' },
  { key: '?', does: 'Show these keys' },
]
