import { createHmac } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Letters of arms, in an order that the secret alone decides: A, B, ..., Z, A2, B2, ... */
export function armLetters(arms: readonly string[], secret: string): ReadonlyMap<string, string> {
  const drawn = arms
    .map((arm) => ({ arm, place: createHmac('sha256', secret).update(arm, 'utf8').digest('hex') }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
  return new Map(
    drawn.map(({ arm }, index) => {
      const round = Math.floor(index / alphabet.length)
      return [arm, `${alphabet[index % alphabet.length]}${round === 0 ? '' : round + 1}`]
    }),
  )
}
