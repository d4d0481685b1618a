import { type Lot, shuffled, upTo } from './shuffled.ts'

/**
 * The orders of a Williams design for `n` answers, as places from 0: in all of them together every answer stands equally
 * often at every place, and equally often right after every other one. There are `n` orders for an even number and one,
 * and `2 n` for other odd numbers.
 */
export function williamsOrders(n: number): number[][] {
  const zigzag = upTo(n).map((place) => (place % 2 === 0 ? place / 2 : n - (place + 1) / 2))
  const orders = upTo(n).map((row) => zigzag.map((place) => (place + row) % n))
  return n % 2 === 0 || n === 1 ? orders : [...orders, ...orders.map((order) => [...order].reverse())]
}

/** Gives orders of the same answers, one after the other. */
export interface Orders {
  next<T>(answers: readonly T[]): T[]
}

/**
 * Orders of `n` answers, Williams design after Williams design: the orders of each come by lot, and so does which answer
 * plays which part in it. After every whole design all answers have stood equally often at all places.
 */
export function createOrders(n: number, lot: Lot): Orders {
  const design = williamsOrders(n)
  let left: number[][] = []
  return {
    next(answers) {
      if (left.length === 0) {
        const parts = shuffled(upTo(n), lot)
        left = shuffled(design, lot).map((order) => order.map((place) => parts[place]!))
      }
      return left.pop()!.map((place) => answers[place]!)
    },
  }
}

/** Says which of two answers stands first: in every two turns each once, by lot. */
export function createSides(lot: Lot): () => 'a' | 'b' {
  let owed: 'a' | 'b' | null = null
  return () => {
    if (owed !== null) {
      const side = owed
      owed = null
      return side
    }
    const side = lot.integerBelow(2) === 0 ? 'a' : 'b'
    owed = side === 'a' ? 'b' : 'a'
    return side
  }
}
