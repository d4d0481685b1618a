import type { KeyScoringName } from '../../protocol/marking-section.ts'
import { compareAccuracy, type KeyRow, keyAccuracy } from './key-accuracy.ts'
import type { KeyPart } from './marks-schema.ts'

/**
 * What became of one slot of an item with a key. `failed`: the call failed; `missing`: nothing is on record; `unmarked`:
 * an answer that the key has not marked. None of the three is a reply.
 */
export type KeySlotState =
  | 'right'
  | 'wrong'
  | 'empty'
  | 'refused'
  | 'no-choice'
  | 'ambiguous'
  | 'failed'
  | 'missing'
  | 'unmarked'

export interface KeySlot {
  readonly item: string
  readonly arm: string
  readonly replicate: number
  readonly state: KeySlotState
  /** The arm declined by the status of its answer; it is then also `refused`, or scored as the protocol says. */
  readonly declined: boolean
}

const noReply: readonly KeySlotState[] = ['failed', 'missing', 'unmarked']

/**
 * Accuracy of every arm and repeat with Wilson's interval, and the arms in pairs on their first repeat: several repeats
 * of an item are no further items. The p-values are descriptions without adjustment; the verdict of a study is that
 * of its locked hypotheses.
 */
export function keyPart(
  slots: readonly KeySlot[],
  arms: readonly string[],
  how: { readonly scoring: KeyScoringName; readonly readingVersion: string; readonly level?: number },
): KeyPart {
  const level = how.level ?? 0.95
  const replicates = [...new Set(slots.map(({ replicate }) => replicate))].sort((a, b) => a - b)
  const first = slots.filter(({ replicate }) => replicate === 0)
  return {
    scoring: how.scoring,
    readingVersion: how.readingVersion,
    level,
    arms: arms.flatMap((arm) =>
      replicates.flatMap((replicate) => {
        const own = slots.filter((slot) => slot.arm === arm && slot.replicate === replicate)
        return own.length === 0 ? [] : [armRow(arm, replicate, own, level)]
      }),
    ),
    comparisons: arms.flatMap((armA, at) =>
      arms
        .slice(at + 1)
        .flatMap((armB) =>
          (['all', 'scored'] as const).flatMap((basis) => comparison(first, armA, armB, basis, level)),
        ),
    ),
  }
}

function armRow(
  arm: string,
  replicate: number,
  slots: readonly KeySlot[],
  level: number,
): KeyPart['arms'][number] {
  const count = (...states: readonly KeySlotState[]) =>
    slots.filter(({ state }) => states.includes(state)).length
  const refused = slots.filter(({ declined }) => declined).length
  const answered = slots.length - count('failed', 'missing') - refused
  const [all] = keyAccuracy(rowsOf(slots, 'all'), level)
  const [scored] = keyAccuracy(rowsOf(slots, 'scored'), level)
  return {
    arm,
    replicate,
    items: slots.length,
    answered,
    refused,
    failed: count('failed'),
    missing: count('missing'),
    unmarked: count('unmarked'),
    right: count('right'),
    wrong: count('wrong'),
    notScored: {
      empty: count('empty'),
      refused: count('refused'),
      noChoice: count('no-choice'),
      ambiguous: count('ambiguous'),
    },
    accuracyOfAll: all?.accuracy ?? null,
    ciOfAll: all?.ci ?? null,
    accuracyOfScored: scored?.accuracy ?? null,
    ciOfScored: scored?.ci ?? null,
  }
}

function comparison(
  slots: readonly KeySlot[],
  armA: string,
  armB: string,
  basis: 'all' | 'scored',
  level: number,
): KeyPart['comparisons'] {
  const { nDropped, difference, test } = compareAccuracy(rowsOf(slots, basis), armA, armB, level)
  if (difference.n === 0) return []
  return [
    {
      armA,
      armB,
      basis,
      n: difference.n,
      nDropped,
      difference: difference.diff,
      ci: difference.newcombe,
      discordant: test.discordant,
      midP: test.midP,
    },
  ]
}

/** What is no reply is in neither basis; what was not scored is not right where all replies count. */
function rowsOf(slots: readonly KeySlot[], basis: 'all' | 'scored'): KeyRow[] {
  return slots
    .filter(({ state }) => !noReply.includes(state))
    .map(({ item, arm, state }) => {
      const scored = state === 'right' || state === 'wrong'
      return { item, arm, right: scored || basis === 'all' ? state === 'right' : null }
    })
}
