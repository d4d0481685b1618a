/** A key for each entry of a list that never changes its order: its place. */
export function keyed<T>(list: readonly T[]): readonly { readonly key: number; readonly one: T }[] {
  return list.map((one, key) => ({ key, one }))
}
