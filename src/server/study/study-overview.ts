import { canonicalHash } from '../../protocol/hash.ts'
import type { Lock } from '../../protocol/lock.ts'
import { isRunning } from '../../store/collecting/run-lock.ts'
import { readMemberEntries } from '../../store/people/member-entries.ts'
import type { Visitor } from '../../store/people/sessions.ts'
import { readArmAnswers } from '../../store/reading/answer-counts.ts'
import { readItemSets } from '../../store/reading/item-sources.ts'
import { readCaptureChecks } from '../../store/reading/read-captures.ts'
import { readArmCalls } from '../../store/reading/read-collection.ts'
import { readStudyTotals } from '../../store/reading/study-totals.ts'
import { readGaps } from '../../store/review/gaps.ts'
import { readTaskMarks } from '../../store/review/mark-counts.ts'
import { readReviewState } from '../../store/review/review-state.ts'
import { readReviewerCounts } from '../../store/review/reviewer-progress.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readUnblinding } from '../../store/review/unblinding.ts'
import type { Study, StudyReviewer } from '../contract/study.ts'
import { armFlow } from './arm-flow.ts'
import { markFlow } from './mark-flow.ts'
import { Remembered } from './remembered.ts'
import type { NameScreen } from './screened-names.ts'
import type { ServedStudy } from './served-study.ts'
import { studySteps } from './steps.ts'
import { studyLooks } from './study-looks.ts'

const gapsListed = 50
const ownSource = 'own questions'

/** Reads the study page's counts. Where nothing was added, what is costly to find out is not looked for again. */
export class StudyOverview {
  readonly #served: ServedStudy
  readonly #names: NameScreen
  readonly #withheld = new Remembered<ReadonlyMap<string, number>>()

  constructor(served: ServedStudy, names: NameScreen) {
    this.#served = served
    this.#names = names
  }

  async read(visitor: Visitor): Promise<Study> {
    const { store, study, readProtocol, readReviewProtocol, readLocks, readWithheld, command } = this.#served
    const protocol = await readProtocol()
    const { document, plan } = protocol
    const hash = canonicalHash(document)
    const owner = visitor.role === 'owner'
    const totals = await readStudyTotals(store, study)
    const withheld = await this.#withheld.read(
      `${hash} ${totals.items} ${totals.answers} ${totals.screenDecisions}`,
      readWithheld,
    )
    const sets = await readItemSets(store, study)
    const named = await this.#names.read(protocol, totals.answers)
    const review = await readReviewState(store, study)
    const blindness = await readBlindness(store, study)
    const open = review.openedAt !== null
    const people = await readMemberEntries(store, study)
    const lock = (await readLocks()).at(-1) ?? null
    const counted: Omit<Study, 'steps'> = {
      title: plan.title,
      question: plan.question,
      sample: plan.sample,
      visitor: { person: visitor.person, name: visitor.name, role: owner ? 'owner' : 'analyst' },
      state: {
        id: plan.id,
        protocolHash: hash,
        lock: presentLock(lock, hash),
        review: blindness.state === 'no-review' ? 'not-open' : blindness.state,
        openedAt: review.openedAt,
        unblinded: await readUnblinding(store, study),
      },
      questions: {
        loaded: totals.items,
        withoutText: sets.reduce((sum, { n, askable }) => sum + n - askable, 0),
        sources: sets.map(({ origin, n }) => ({ label: origin === 'own' ? ownSource : origin, n })),
      },
      arms: [
        ...armFlow({
          plan,
          sets,
          answers: await readArmAnswers(store, study, plan.collect.replicates),
          calls: await readArmCalls(store, study, await isRunning(store, study)),
          withheld,
        }),
      ],
      secondChecks: (await readCaptureChecks(store, study)).map(({ arm, ...counts }) => ({
        label: plan.arms.find(({ id }) => id === arm)?.label ?? arm,
        ...counts,
      })),
      names: {
        found: named.length,
        undecided: named.filter(({ state }) => state === 'open').length,
        excluded: named.filter(({ state }) => state === 'excluded').length,
      },
      reviews: open
        ? {
            planned: review.units,
            done: review.done,
            inHand: review.taken,
            notDealt: review.units - review.done - review.taken,
            givenBack: review.returned,
            secondsPerUnit: review.secondsPerUnit,
          }
        : null,
      marks: markFlow(await readReviewProtocol(), open ? await readTaskMarks(store, study) : [], blindness),
      looks: await studyLooks(this.#served, lock, blindness, owner),
      importedMarks: totals.importedMarks,
      reviewers: await this.#reviewers(people, owner),
      gaps: open ? gapsOf(await readGaps(store, study, gapsListed)) : { questions: 0, listed: [] },
      people: owner ? [...people] : null,
    }
    return { ...counted, steps: owner ? [...studySteps({ study: counted, plan, sets, command })] : null }
  }

  /** Those who were given something, and after them the reviewers who were not yet. */
  async #reviewers(
    people: Awaited<ReturnType<typeof readMemberEntries>>,
    owner: boolean,
  ): Promise<StudyReviewer[]> {
    const { store, study } = this.#served
    const counts = await readReviewerCounts(store, study)
    const begun = new Set(counts.map(({ person }) => person))
    const others = people
      .filter(({ role, person }) => role === 'reviewer' && !begun.has(person))
      .map(({ person }) => ({
        person,
        done: 0,
        inHand: 0,
        givenBack: 0,
        secondsPerUnit: null,
        lastSeen: null,
      }))
    return [...counts, ...others].map((one) => {
      const member = owner ? people.find(({ person }) => person === one.person) : undefined
      return { ...one, name: member?.name ?? null, role: member?.role ?? null }
    })
  }
}

function gapsOf({ questions, listed }: Awaited<ReturnType<typeof readGaps>>): Study['gaps'] {
  return { questions, listed: [...listed] }
}

function presentLock(lock: Lock | null, presentHash: string): Study['state']['lock'] {
  if (lock === null) return null
  const { version, protocolHash, lockedAt, retrospective } = lock
  return { version, hash: protocolHash, at: lockedAt, retrospective, current: protocolHash === presentHash }
}
