/** What the first Ctrl-C of a command does that can end in order; null where a command just stops. */
let ending: (() => void) | null = null

/**
 * Lets the first interruption end a command in order instead of at once; a second one stops it. To be given back with
 * the returned function.
 */
export function endInOrder(end: () => void): () => void {
  ending = end
  return () => {
    ending = null
  }
}

/** Ends the running command in order where it can; false where it is to be stopped. */
export function endedInOrder(): boolean {
  if (ending === null) return false
  const end = ending
  ending = null
  end()
  return true
}
