import { createHash } from 'node:crypto'

/** What was drawn for an asking. */
export interface AskDraw {
  /** Whether it is one of the half for which two versions are compared. */
  readonly compared: boolean
  /** The side that is shown first; arm A is the version that answers. */
  readonly first: 'a' | 'b'
}

/**
 * Draws by the seed of the study and the id of the asking, so that whoever has both can draw again. Two bits of a SHA-256, each
 * of which says one thing.
 */
export function drawAsking(seed: number, asking: string): AskDraw {
  const [byte = 0] = createHash('sha256').update(`${seed} ${asking}`, 'utf8').digest()
  return { compared: (byte & 1) === 1, first: (byte & 2) === 0 ? 'a' : 'b' }
}
