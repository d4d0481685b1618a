import { createHash } from 'node:crypto'

/** What was drawn for an asking. */
export interface AskDraw {
  /** Whether it is one of the half for which two versions are compared. */
  readonly compared: boolean
  /** The side that is shown first; arm A is the version that answers. */
  readonly first: 'a' | 'b'
  /** 0 to below 1: an asking below the share of a canary is answered from both rankings, and not compared. */
  readonly canary: number
}

/**
 * Draws by the seed of the study and the id of the asking, so that whoever has both can draw again. Two bits of a SHA-256 say one
 * thing each, and four later bytes the place of the asking between 0 and 1.
 */
export function drawAsking(seed: number, asking: string): AskDraw {
  const hash = createHash('sha256').update(`${seed} ${asking}`, 'utf8').digest()
  const byte = hash[0] ?? 0
  return {
    compared: (byte & 1) === 1,
    first: (byte & 2) === 0 ? 'a' : 'b',
    canary: hash.readUInt32BE(4) / 4294967296,
  }
}
