/** Values of an item by the names of its strata. Names are people's own, so `constructor` may be one and may be none. */
export type Strata = Readonly<Record<string, string>>

/** The item's value in a stratum; null where it has none. */
export function stratumOf(strata: Strata, name: string): string | null {
  return Object.hasOwn(strata, name) ? (strata[name] ?? null) : null
}

/** The same strata without what every object has by birth, for code that looks them up by names it did not choose. */
export function ownStrata(strata: Strata): Strata {
  const own: Record<string, string> = Object.create(null)
  return Object.assign(own, strata)
}
