/** What of an item is shown to an arm or a judge; every `Item` is one. */
export interface ShownItem {
  readonly key: string
  readonly text: string | null
  readonly turns?: readonly { readonly text: string }[] | undefined
  readonly context?: readonly string[] | undefined
  readonly options?: readonly { readonly label: string; readonly text: string }[] | undefined
  readonly criteria?: readonly { readonly id: string; readonly text: string }[] | undefined
}

export interface ItemPart {
  /** `text`, `turns[0]`, `context[1]`, `options[B]`, `criteria[must-1]`. */
  readonly name: string
  readonly text: string
}

/** The texts of an item that leave the machine with it, in the order in which they are shown. */
export function itemParts(item: ShownItem): readonly ItemPart[] {
  return [
    ...(item.context ?? []).map((text, index) => ({ name: `context[${index}]`, text })),
    ...(item.turns ?? []).map(({ text }, index) => ({ name: `turns[${index}]`, text })),
    ...(item.text === null ? [] : [{ name: 'text', text: item.text }]),
    ...(item.options ?? []).map(({ label, text }) => ({ name: `options[${label}]`, text })),
    ...(item.criteria ?? []).map(({ id, text }) => ({ name: `criteria[${id}]`, text })),
  ]
}
