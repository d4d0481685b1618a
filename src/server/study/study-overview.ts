import { canonicalHash } from '../../protocol/hash.ts'
import type { Lock } from '../../protocol/lock.ts'
import type { Plan } from '../../protocol/plan.ts'
import { readMemberEntries } from '../../store/people/member-entries.ts'
import type { Visitor } from '../../store/people/sessions.ts'
import { isLarge } from '../../store/reading/study-totals.ts'
import { type Blindness, readBlindness } from '../../store/review/unblind.ts'
import { readUnblinding } from '../../store/review/unblinding.ts'
import type { StudyLooks } from '../contract/looks.ts'
import type { Study, StudyReviewer } from '../contract/study.ts'
import { armFlow } from './arm-flow.ts'
import { Kept, type Seen } from './kept.ts'
import { markFlow } from './mark-flow.ts'
import { Remembered } from './remembered.ts'
import type { NameScreen } from './screened-names.ts'
import type { ServedStudy } from './served-study.ts'
import { studySteps } from './steps.ts'
import { readStudyCounts, type StudyCounts } from './study-counts.ts'
import { studyLooks } from './study-looks.ts'

const ownSource = 'own questions'

/**
 * Reads the study page's counts. Where nothing was added, what is costly to find out is not looked for again; in a large study
 * the counts may be some seconds old, and say so.
 */
export class StudyOverview {
  readonly #served: ServedStudy
  readonly #names: NameScreen
  readonly #withheld = new Remembered<ReadonlyMap<string, number>>()
  readonly #counts = new Kept<StudyCounts>(({ totals }) => isLarge(totals))

  constructor(served: ServedStudy, names: NameScreen) {
    this.#served = served
    this.#names = names
  }

  async read(visitor: Visitor): Promise<Study> {
    const { store, study, readProtocol, readReviewProtocol, readLocks, command } = this.#served
    const protocol = await readProtocol()
    const { document, plan } = protocol
    const hash = canonicalHash(document)
    const owner = visitor.role === 'owner'
    const blindness = await readBlindness(store, study)
    const lock = (await readLocks()).at(-1) ?? null
    const seen = await this.#counted(protocol, hash, lock, blindness)
    const { totals, sets, review, answers, calls, withheld, tasks, gaps, looks, secondChecks } = seen.value
    const open = review.openedAt !== null
    const { named, complete } = await this.#names.read(protocol, totals.answers)
    const people = await readMemberEntries(store, study)
    const counted: Omit<Study, 'steps'> = {
      countedAt: new Date(seen.at).toISOString(),
      title: plan.title,
      question: plan.question,
      sample: plan.sample,
      assisted: plan.assisted !== null,
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
          answers,
          calls,
          withheld,
        }),
      ],
      secondChecks: secondChecks.map(({ arm, ...counts }) => ({
        label: plan.arms.find(({ id }) => id === arm)?.label ?? arm,
        ...counts,
      })),
      names: {
        found: named.length,
        undecided: named.filter(({ state }) => state === 'open').length,
        excluded: named.filter(({ state }) => state === 'excluded').length,
        complete,
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
      marks: markFlow(await readReviewProtocol(), tasks, blindness),
      looks: owner || looks === null ? looks : withoutNames(looks),
      importedMarks: totals.importedMarks,
      reviewers: reviewersOf(seen.value.reviewers, people, owner),
      gaps: { questions: gaps.questions, listed: [...gaps.listed] },
      people: owner ? [...people] : null,
    }
    return { ...counted, steps: owner ? [...studySteps({ study: counted, plan, sets, command })] : null }
  }

  /** Counts before anybody asks: in a large study the first one would wait. */
  async countAhead(): Promise<void> {
    const { store, study, readProtocol, readLocks } = this.#served
    const protocol = await readProtocol()
    const lock = (await readLocks()).at(-1) ?? null
    await this.#counted(protocol, canonicalHash(protocol.document), lock, await readBlindness(store, study))
  }

  #counted(
    protocol: { readonly plan: Plan },
    hash: string,
    lock: Lock | null,
    blindness: Blindness,
  ): Promise<Seen<StudyCounts>> {
    // What an owner does to the study as a whole is seen at once, however slow it is to count.
    const present = `${hash} ${blindness.state} ${lock?.version ?? 0}`
    return this.#counts.read(present, () => this.#read(protocol, hash, lock, blindness))
  }

  async #read(
    { plan }: { readonly plan: Plan },
    hash: string,
    lock: Lock | null,
    blindness: Blindness,
  ): Promise<StudyCounts> {
    const looks = () => studyLooks(this.#served, lock, blindness, true)
    return readStudyCounts(this.#served, plan, looks, (totals) =>
      this.#withheld.read(
        `${hash} ${totals.items} ${totals.answers} ${totals.screenDecisions}`,
        this.#served.readWithheld,
      ),
    )
  }
}

/** Those who were given something, and after them the reviewers who were not yet. */
function reviewersOf(
  counts: StudyCounts['reviewers'],
  people: Awaited<ReturnType<typeof readMemberEntries>>,
  owner: boolean,
): StudyReviewer[] {
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

function withoutNames(looks: StudyLooks): StudyLooks {
  return { ...looks, taken: looks.taken.map((look) => ({ ...look, name: null })) }
}

function presentLock(lock: Lock | null, presentHash: string): Study['state']['lock'] {
  if (lock === null) return null
  const { version, protocolHash, lockedAt, retrospective } = lock
  return { version, hash: protocolHash, at: lockedAt, retrospective, current: protocolHash === presentHash }
}
