import type { ApiSource, PlannedSource, SearchSource } from '../planned-source.ts'

/** A source that answers a message when it is sent. */
export type ChatSource = ApiSource | SearchSource

/**
 * Whether a participant can talk with the arm. A model behind an API can carry on a conversation; our clinical search answers every
 * message for itself. The others cannot answer what nobody wrote before: recorded, captured and vendors' answers belong to
 * items, a best passage belongs to an item, and an arm that is made worse on purpose is for no participant.
 */
export function isChatSource(source: PlannedSource | null): source is ChatSource {
  return source?.via === 'api' || source?.via === 'search'
}
