/** Addresses of the pages over the ledger, which differ between a server and a folder of files. */
export interface EvidenceLinks {
  readonly index: string
  readonly thread: (id: string) => string
  readonly claim: (id: string) => string
  /** @param ids Two or more claims. The same claims have one page, in whatever order they are named. */
  readonly compare: (ids: readonly string[]) => string
}

/** Addresses under `equipoise serve`. */
export const servedLinks: EvidenceLinks = {
  index: '/evidence',
  thread: (id) => `/evidence/${encodeURIComponent(id)}`,
  claim: (id) => `/evidence/claims/${encodeURIComponent(id)}`,
  compare: (ids) => `/evidence/compare/${ids.toSorted().map(encodeURIComponent).join('/')}`,
}

/** Names of files in one folder. Ids of the ledger are letters, digits and hyphens, so they are names of files as they stand. */
export const fileLinks: EvidenceLinks = {
  index: 'index.html',
  thread: (id) => `thread-${id}.html`,
  claim: (id) => `claim-${id}.html`,
  compare: (ids) => `compare-${ids.toSorted().join('--')}.html`,
}
