import { canonicalHash } from '../../protocol/hash.ts'
import { type IdentityDecision, identityState } from '../../review/identity/decision.ts'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import { readIdentityDecisions } from '../../store/review/identity-decisions.ts'
import { type AnswerToShow, readAnswersToShow } from '../../store/review/read-answers-to-show.ts'
import type { StudyNames } from '../contract/study.ts'
import { screenAnswers } from '../review/prepare-review.ts'
import { Remembered } from './remembered.ts'
import type { PresentProtocol, ServedStudy } from './served-study.ts'

/** An answer in which a name was found. */
export interface NamedAnswer {
  readonly answer: AnswerToShow
  readonly findings: readonly IdentityFinding[]
  readonly state: 'open' | 'cleared' | 'masked' | 'excluded'
}

interface Found {
  readonly answer: AnswerToShow
  readonly findings: readonly IdentityFinding[]
}

/** Reads the answers with names of a study. Answers are frozen, so they are screened again only when others have come. */
export class NameScreen {
  readonly #served: ServedStudy
  readonly #found = new Remembered<readonly Found[]>()

  constructor(served: ServedStudy) {
    this.#served = served
  }

  /** @param answers How many the study has. */
  async read({ document }: PresentProtocol, answers: number): Promise<readonly NamedAnswer[]> {
    const { store, study } = this.#served
    const found = await this.#found.read(`${answers} ${canonicalHash(document.arms)}`, async () => {
      const all = await readAnswersToShow(store, study)
      const byId = new Map(all.map((answer) => [answer.answer, answer]))
      return screenAnswers(document, all).flatMap(({ answer: id, findings }) => {
        const answer = byId.get(id)
        return answer === undefined || findings.length === 0 ? [] : [{ answer, findings }]
      })
    })
    const decisions = await readIdentityDecisions(store, study)
    return found.map(({ answer, findings }) => ({
      answer,
      findings,
      state: stateOf(findings, decisions.get(answer.answer) ?? null),
    }))
  }
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
