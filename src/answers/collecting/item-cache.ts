import type { Item } from '../../items/item.ts'

const blockItems = 256
const keptItems = 4096

/**
 * Items, or what else a collection goes through, by their place, read in blocks when they are first needed. Arms go
 * through the items at much the same pace, so a few blocks are enough, and memory does not grow with their number.
 */
export class ItemCache<Entry = Item> {
  readonly #read: (places: readonly number[]) => Promise<readonly Entry[]>
  readonly #total: number
  readonly #items = new Map<number, Entry>()

  constructor(total: number, read: (places: readonly number[]) => Promise<readonly Entry[]>) {
    this.#total = total
    this.#read = read
  }

  /** The items at these places, in their order. */
  async at(places: readonly number[]): Promise<readonly Entry[]> {
    const blocks = new Set(
      places.filter((place) => !this.#items.has(place)).map((place) => Math.floor(place / blockItems)),
    )
    for (const block of blocks) await this.#load(block)
    const items = places.map((place) => {
      const item = this.#items.get(place)
      if (item === undefined) throw new RangeError(`There is no item at place ${place}.`)
      return item
    })
    this.#forget()
    return items
  }

  async #load(block: number): Promise<void> {
    const first = block * blockItems
    const places = Array.from(
      { length: Math.min(blockItems, this.#total - first) },
      (_, index) => first + index,
    )
    const items = await this.#read(places)
    for (const [index, place] of places.entries()) {
      const item = items[index]
      if (item !== undefined) this.#items.set(place, item)
    }
  }

  #forget(): void {
    for (const place of this.#items.keys()) {
      if (this.#items.size <= keptItems) return
      this.#items.delete(place)
    }
  }
}
