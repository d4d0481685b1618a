import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalHash } from '../../protocol/hash.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { type IdentityDecision, identityState } from '../../review/identity/decision.ts'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import { readIdentityDecisions } from '../../store/review/identity-decisions.ts'
import { type AnswerToShow, readDecidedAnswers } from '../../store/review/read-answers-to-show.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { StudyNames } from '../contract/study.ts'
import { screenAnswers } from '../review/prepare-review.ts'
import { type Found, LookedThrough, type Screen } from './looked-through.ts'
import { Remembered } from './remembered.ts'
import type { PresentProtocol, ServedStudy } from './served-study.ts'

/** An answer in which a name was found. */
export interface NamedAnswer {
  readonly answer: AnswerToShow
  readonly findings: readonly IdentityFinding[]
  readonly state: 'open' | 'cleared' | 'masked' | 'excluded'
}

/** The answers with names of a study. */
export interface NamesSeen {
  readonly named: readonly NamedAnswer[]
  /** False while answers are still being looked through. */
  readonly complete: boolean
}

/** So many answers are waited for; where there are more, who asks is told what was found up to now. */
const waitedFor = 5000
const patienceMs = 100

/**
 * Reads the answers with names of a study. Once the review is open all that was found was decided, and only that is read: an
 * answer that comes later is shown to nobody.
 */
export class NameScreen {
  readonly #served: ServedStudy
  #looked: { readonly arms: string; readonly through: LookedThrough } | null = null
  readonly #decided = new Remembered<readonly Found[]>()

  constructor(served: ServedStudy) {
    this.#served = served
  }

  /** @param answers How many the study has. */
  async read({ document }: PresentProtocol, answers: number): Promise<NamesSeen> {
    const { store, study } = this.#served
    const arms = canonicalHash(document.arms)
    const screen: Screen = (some) => foundIn(document, some)
    if ((await readBlindness(store, study)).state !== 'no-review') {
      const found = await this.#decided.read(arms, async () => screen(await readDecidedAnswers(store, study)))
      return { named: await this.#withStates(found), complete: true }
    }
    if (this.#looked?.arms !== arms) {
      this.#looked = { arms, through: new LookedThrough(store, study, screen) }
    }
    const { through } = this.#looked
    const ready = through.goOn(answers)
    await (answers <= waitedFor ? ready : Promise.race([ready, sleep(patienceMs)]))
    return { named: await this.#withStates(through.found), complete: through.isComplete(answers) }
  }

  async #withStates(found: readonly Found[]): Promise<readonly NamedAnswer[]> {
    const decisions = await readIdentityDecisions(this.#served.store, this.#served.study)
    return found.map(({ answer, findings }) => ({
      answer,
      findings,
      state: stateOf(findings, decisions.get(answer.answer) ?? null),
    }))
  }
}

function foundIn(document: ProtocolDocument, answers: readonly AnswerToShow[]): readonly Found[] {
  const byId = new Map(answers.map((answer) => [answer.answer, answer]))
  return screenAnswers(document, answers).flatMap(({ answer: id, findings }) => {
    const answer = byId.get(id)
    return answer === undefined || findings.length === 0 ? [] : [{ answer, findings }]
  })
}

function stateOf(
  findings: readonly IdentityFinding[],
  decision: IdentityDecision | null,
): NamedAnswer['state'] {
  const state = identityState(findings, decision)
  return state === 'clean' ? 'cleared' : state
}

const order = ['open', 'masked', 'excluded', 'cleared'] as const
const aroundCharacters = 110

/** As the page shows them: those that wait for a decision first, each phrase among the words around it. */
export function namesForPage(named: readonly NamedAnswer[]): StudyNames['answers'] {
  return named
    .map(({ answer, findings, state }) => ({
      answer: answer.answer,
      question: answer.item,
      arm: answer.arm,
      state,
      findings: findings.map((finding) => ({
        phrase: finding.phrase,
        level: finding.level,
        part: finding.part,
        context: contextOf(partOf(answer, finding.part), finding),
      })),
    }))
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
}

function partOf({ text, citations }: AnswerToShow, part: string): string {
  const place = /^citations\[(\d+)\]\.(title|quote|url)$/.exec(part)
  if (place === null) return text ?? ''
  const citation = citations?.[Number(place[1])]
  const field = place[2]
  if (citation === undefined || (field !== 'title' && field !== 'quote' && field !== 'url')) return ''
  return citation[field] ?? ''
}

function contextOf(text: string, { start, end }: IdentityFinding) {
  const from = wordStart(text, start - aroundCharacters)
  const to = wordEnd(text, end + aroundCharacters)
  return [
    { text: `${from > 0 ? '… ' : ''}${text.slice(from, start)}`, found: false },
    { text: text.slice(start, end), found: true },
    { text: `${text.slice(end, to)}${to < text.length ? ' …' : ''}`, found: false },
  ].filter((part) => part.text !== '')
}

/** Moves forward to a place after white space, so that no word is cut. */
function wordStart(text: string, place: number): number {
  if (place <= 0) return 0
  const space = text.slice(place, place + 30).search(/\s/)
  return space < 0 ? place : place + space + 1
}

function wordEnd(text: string, place: number): number {
  if (place >= text.length) return text.length
  const back = /\s\S*$/.exec(text.slice(Math.max(0, place - 30), place))
  return back === null ? place : Math.max(0, place - 30) + back.index
}
