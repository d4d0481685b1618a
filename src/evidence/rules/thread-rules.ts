import { sentenceEnds } from '../../text/sentence-ends.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import type { BrokenLedgerRule } from './broken-ledger-rule.ts'
import { citations } from './references.ts'

type Broken = Omit<BrokenLedgerRule, 'list' | 'entry'>

/**
 * Rules of threads: each entry is one sentence, cites claims that the thread lists, and does not rest on amplifications alone.
 *
 * @param protocols Names of the protocols that ship; null where they are not known, and open questions are not checked.
 */
export function brokenThreads(index: LedgerIndex, protocols: readonly string[] | null): BrokenLedgerRule[] {
  return index.ledger.threads.flatMap((thread, entry) =>
    [
      ...sentenceRules(index, thread),
      ...orderRules(thread),
      ...(protocols === null ? [] : unknownProtocols(thread, protocols)),
    ].map((broken): BrokenLedgerRule => ({ list: 'threads', entry, ...broken })),
  )
}

function sentenceRules(index: LedgerIndex, thread: Thread): Broken[] {
  const listed = new Set(thread.claims)
  const unlisted = (path: readonly (string | number)[], claims: readonly string[]): Broken[] =>
    claims.flatMap((id, place) =>
      listed.has(id) || !index.claims.has(id)
        ? []
        : [
            {
              code: 'LEDGER_CLAIM_NOT_IN_THREAD',
              path: [...path, place],
              message: 'The thread cites a claim that it does not list.',
              value: id,
              expected: 'a claim of the list `claims` of the thread',
              remedy: 'Add it to the list.',
            },
          ],
    )
  return [
    ...thread.tensions.flatMap(({ between }, place) => unlisted(['tensions', place, 'between'], between)),
    ...citations(thread).flatMap(({ path, text, claims }) => [
      ...unlisted([...path, 'claims'], claims),
      ...severalSentences(path, text),
      ...(claims.every((id) => index.claims.get(id)?.kind === 'amplification')
        ? [
            {
              code: 'LEDGER_RESTS_ON_AMPLIFIERS',
              path: [...path, 'claims'],
              message: 'The sentence rests on amplifications alone, which are no evidence.',
              value: claims.join(', '),
              expected: 'at least one claim of another kind',
              remedy: 'Cite what they amplify as well.',
            },
          ]
        : []),
    ]),
  ]
}

/** A second sentence in the same entry could stand without a claim of its own. */
function severalSentences(path: readonly (string | number)[], text: string): Broken[] {
  return sentenceEnds(text.trim()).length > 1
    ? [
        {
          code: 'LEDGER_SEVERAL_SENTENCES',
          path: [...path, path[0] === 'openQuestions' && path.at(-1) !== 'how' ? 'question' : 'text'],
          message: 'An entry holds one sentence, so that each has its claims.',
          value: text,
          expected: 'one sentence',
          remedy: 'Divide it into entries with claims of their own.',
        },
      ]
    : []
}

function orderRules(thread: Thread): Broken[] {
  const dated = [
    { path: ['timeline'], dates: thread.timeline.map(({ date }) => date) },
    ...thread.perspectives.map(({ evolved }, place) => ({
      path: ['perspectives', place, 'evolved'],
      dates: evolved.map(({ date }) => date),
    })),
  ]
  return dated.flatMap(({ path, dates }) =>
    dates.flatMap((date, place) => {
      const before = dates[place - 1]
      return before === undefined || before.slice(0, date.length) <= date.slice(0, before.length)
        ? []
        : [
            {
              code: 'LEDGER_DATES_FALL',
              path: [...path, place, 'date'],
              message: 'The entries are not in the order of their dates.',
              value: date,
              expected: `${before} or later`,
              remedy: 'Put it before the other.',
            },
          ]
    }),
  )
}

function unknownProtocols(thread: Thread, protocols: readonly string[]): Broken[] {
  return thread.openQuestions.flatMap(({ protocol }, place) =>
    protocols.includes(protocol)
      ? []
      : [
          {
            code: 'LEDGER_UNKNOWN_PROTOCOL',
            path: ['openQuestions', place, 'protocol'],
            message: 'No protocol of this name ships.',
            value: protocol,
            expected: protocols.join(', '),
            remedy: 'Name the protocol that would answer the question.',
          },
        ],
  )
}
