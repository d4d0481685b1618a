import { usualBackoff } from '../../answers/collecting/backoff.ts'
import { type CollectionOutcome, collect } from '../../answers/collecting/collect.ts'
import { createApiArm } from '../../arms/api/api-arm.ts'
import { keyOf } from '../../arms/api/key.ts'
import { judgeArm } from '../../judging/calls/judge-arm.ts'
import { problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { openProposalJournal } from '../../store/coding/proposal-journal.ts'
import { readTexts } from '../../store/coding/read-texts.ts'
import { callTerms, knownPrice } from '../collecting/call-terms.ts'
import { doneOfAll, progressWords } from '../collecting/run-words.ts'
import { withheldItems } from '../collecting/withheld-items.ts'
import { endInOrder } from '../interruption.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Asks the judge of the protocol about every text that it has no proposal for. The budget of marking holds for it, the identifier screen
 * keeps back what must not leave this machine, and a run that was ended goes on where it stopped.
 *
 * @throws ProblemError CODING_NO_JUDGE, ARM_KEY_MISSING, RUN_PRICE_UNKNOWN
 */
export async function askJudge(
  study: OpenStudy,
  assisted: AssistedPlan,
  skipKeyless: boolean,
  terminal: Terminal,
): Promise<{ readonly outcome: CollectionOutcome } | { readonly skipped: string }> {
  const { collect: plan, marking, arms } = study.protocol.plan
  const planned = arms.find(({ id }) => id === assisted.coding.judge)
  if (planned?.source?.via !== 'api') {
    throw problem(
      'CODING_NO_JUDGE',
      'The protocol names no judge for coding that could be called.',
      'Name an arm with an API in assisted.coding.judge, or leave coding to people alone.',
      {
        place: { file: shownPath(study.folder.protocol), field: 'assisted.coding.judge' },
        value: assisted.coding.judge,
      },
    )
  }
  const { id, source } = planned
  const variable = source.keyFrom
  if (skipKeyless && variable !== null && (process.env[variable]?.trim() ?? '') === '')
    return { skipped: `set ${variable} to call ${id}` }
  const price = knownPrice(id, source.price, marking.budget, new Date(), `arms.${id}.source.price`)
  const arm = judgeArm(createApiArm({ id, source, key: keyOf(id, variable, process.env) }))
  const goldOf = new Map(assisted.cases.map((one) => [one.id, one.conditions]))
  const texts = (await readTexts(study.store, study.record)).flatMap(({ task, kind, case: key, words }) => {
    const gold = goldOf.get(key)
    return gold === undefined ? [] : [{ task, kind, text: words, gold, dispositions: assisted.dispositions }]
  })
  const interruption = new AbortController()
  const ended = endInOrder(() => {
    terminal.note('Ending: calls in flight are waited for.')
    interruption.abort()
  })
  const startedAt = Date.now()
  try {
    const outcome = await collect({
      arms: [{ ...callTerms(plan, price), arm }],
      items: texts.length,
      replicates: 1,
      journal: openProposalJournal(study.store, { studyId: study.record.id, judge: id, texts }),
      withheld: await withheldItems(study, [{ id }]),
      policy: {
        attempts: plan.attempts,
        inDoubt: plan.inDoubt,
        backoff: usualBackoff,
        timeoutMilliseconds: plan.timeoutSeconds * 1000,
        ceiling: marking.budget,
      },
      random: Math.random,
      signal: interruption.signal,
      onProgress: (progress) => {
        const { done, total } = doneOfAll(progress.arms)
        terminal.progress(progressWords(progress, startedAt, Date.now()), done, total)
      },
    })
    return { outcome }
  } finally {
    ended()
    terminal.endProgress()
  }
}
