/** Names with codes in order of first appearance. */
export class Vocabulary {
  private readonly codes = new Map<string, number>()

  /** The code of a name, 0 and up; a new name gets the next one. */
  code(name: string): number {
    const known = this.codes.get(name)
    if (known !== undefined) return known
    this.codes.set(name, this.codes.size)
    return this.codes.size - 1
  }

  names(): string[] {
    return [...this.codes.keys()]
  }

  /** Names in code-unit order, and for every old code its place in that order. */
  sorted(): { readonly names: readonly string[]; readonly places: Int32Array } {
    const names = this.names()
    const order = names.map((_, code) => code).sort((left, right) => compareText(names[left], names[right]))
    const places = new Int32Array(names.length)
    order.forEach((code, place) => {
      places[code] = place
    })
    return { names: order.map((code) => names[code] ?? ''), places }
  }
}

/** Order by UTF-16 code units: the same on every machine, unlike a locale's order. */
export function compareText(left: string | undefined, right: string | undefined): number {
  if (left === right || left === undefined || right === undefined) return 0
  return left < right ? -1 : 1
}
