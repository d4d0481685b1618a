/** How an answer is dressed for reviewers. */
export const renderingKinds = ['plain', 'cited', 'native'] as const

export type RenderingKind = (typeof renderingKinds)[number]

const kindsById: Readonly<Record<string, RenderingKind>> = {
  plain: 'plain',
  text: 'plain',
  'text-only': 'plain',
  'qa-text-only': 'plain',
  cited: 'cited',
  citations: 'cited',
  'with-citations': 'cited',
  'text-citations': 'cited',
  'qa-text-citations': 'cited',
  native: 'native',
  'full-render': 'native',
  'qa-full-render': 'native',
}

/**
 * What a rendering condition of a protocol does.
 *
 * @param id Of the protocol's rendering; null where it names none.
 * @param said What the protocol says of it; it comes before the id.
 * @returns `plain` for every id that nobody knows, since it shows least.
 */
export function renderingKind(id: string | null, said: RenderingKind | null = null): RenderingKind {
  if (said !== null) return said
  const name = (id ?? '').toLowerCase().replace(/[\s_]+/g, '-')
  return Object.hasOwn(kindsById, name) ? (kindsById[name] ?? 'plain') : 'plain'
}
