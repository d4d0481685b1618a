import { useSyncExternalStore } from 'react'

/** Where in the desk somebody is; it stands in the address, so that a reload comes back to it. */
export type Place =
  | { readonly kind: 'arms' }
  | { readonly kind: 'capture'; readonly arm: string }
  | { readonly kind: 'check' }

export function placeOf(hash: string): Place {
  if (hash === '#check') return { kind: 'check' }
  const arm = /^#capture\/(.+)$/.exec(hash)?.[1]
  return arm === undefined ? { kind: 'arms' } : { kind: 'capture', arm: decoded(arm) }
}

export function hashOf(place: Place): string {
  if (place.kind === 'capture') return `#capture/${encodeURIComponent(place.arm)}`
  return place.kind === 'check' ? '#check' : '#'
}

/** The place of the address, and again whenever it changes. */
export function usePlace(): Place {
  return placeOf(useSyncExternalStore(listen, () => location.hash))
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
