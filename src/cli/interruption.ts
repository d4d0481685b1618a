/** What the first Ctrl-C of a command does that can end in order; null where a command just stops. */
let ending: (() => void) | null = null
/** Whether a command is ending in order at this moment. */
let isEnding = false

/**
 * Lets the first interruption end a command in order instead of at once; a second one stops it. To be given back with
 * the returned function.
 */
export function endInOrder(end: () => void): () => void {
  ending = end
  return () => {
    ending = null
    isEnding = false
  }
}

/** Ends the running command in order where it can; false where it is to be stopped. */
export function endedInOrder(): boolean {
  if (ending === null) return false
  const end = ending
  ending = null
  isEnding = true
  end()
  return true
}

/** Whether a command was already ending in order, so that a second interruption cuts it short. */
export function wasEnding(): boolean {
  return isEnding
}
