import { type Lot, shuffled, upTo } from './shuffled.ts'

/** Hands out places to kinds so that every kind keeps to its share all the time. */
export interface Apportioning {
  /**
   * Chooses `count` different kinds for the next `count` places.
   *
   * @param isOpen Kinds that may be chosen; all when left out. Fewer are given where fewer are open.
   * @param isLast Kinds that are chosen only when no other is open; none when left out.
   */
  next(count: number, isOpen?: (kind: number) => boolean, isLast?: (kind: number) => boolean): number[]
}

const rounding = 1e-9

/**
 * Apportions places by shares, from first to last place.
 *
 * A kind with share s may have its j-th place after place (j - 1)/s and should have it by place j/s; of those that may
 * have the next place the one that should have it soonest gets it, by lot among equals. One place at a time with all kinds
 * open, every kind then has floor(n s) or ceil(n s) of any first n places (the chairman assignment problem, Tijdeman
 * 1980), so less than 2 more or less than its share of any stretch of them.
 *
 * @param shares Above 0, summing to 1.
 */
export function createApportioning(shares: readonly number[], lot: Lot): Apportioning {
  const had = shares.map(() => 0)
  const kinds = upTo(shares.length)
  let places = 0
  return {
    next(count, isOpen = () => true, isLast = () => false) {
      const after = places + count
      const ranked = shuffled(kinds, lot)
        .filter(isOpen)
        .map((kind) => ({
          kind,
          last: isLast(kind) ? 1 : 0,
          early: had[kind]! < shares[kind]! * after - rounding ? 0 : 1,
          due: Math.ceil((had[kind]! + 1) / shares[kind]! / count - rounding),
        }))
      ranked.sort((one, other) => one.last - other.last || one.early - other.early || one.due - other.due)
      const chosen = ranked.slice(0, count).map(({ kind }) => kind)
      for (const kind of chosen) had[kind]! += 1
      places += chosen.length
      return chosen
    },
  }
}
