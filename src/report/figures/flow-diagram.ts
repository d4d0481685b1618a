import { count, counted, listed } from '../format.ts'
import { arrowDown, arrowRight, type FlowBox, flowBox } from './flow-box.ts'
import { type FigureFrame, figureSvg, layoutWidth, line } from './svg.ts'

/** What became of the questions that were put to an arm; asked is the sum of the others. */
export interface FlowArm {
  readonly label: string
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly failed: number
  /** Not sent, because the question may tell who a patient is. */
  readonly withheld: number
  /** Not asked yet. */
  readonly waiting: number
}

/** The way of a study from questions to marks, in counts. */
export interface FlowData {
  readonly questions: number
  readonly sources: readonly { readonly label: string; readonly n: number }[]
  readonly arms: readonly FlowArm[]
  /** How many systems the arms stand for, where that is not as many as there are arms. */
  readonly systems?: number
  /** Answers with names that may tell the arm. */
  readonly names: { readonly undecided: number; readonly excluded: number }
  /** A review is one question by one reviewer; planned is the sum of done, in hand and not dealt. Null before there is a plan. */
  readonly reviews: {
    readonly planned: number
    readonly done: number
    readonly inHand: number
    readonly notDealt: number
    readonly givenBack: number
    /** What is in hand and not dealt will not be done any more. */
    readonly closed: boolean
  } | null
  /** Due is the sum of given, missing (left empty in a finished review) and to come. */
  readonly marks: {
    readonly due: number
    readonly given: number
    readonly missing: number
    readonly toCome: number
  } | null
  /** What stands at the end, in words. */
  readonly end: string
}

interface Stage {
  readonly box: FlowBox
  readonly side: FlowBox | null
}

const gap = 26
const sourcesShown = 4
/** Arms side by side at most; more of them are boxes below one another. */
const abreast = 6

/** A flow diagram as trial reports have it, with what leaves the flow at the side, or below on a narrow page. */
export function flowDiagram(data: FlowData, frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const wide = frame.layout === 'wide'
  const main = wide ? { x: 84, width: 312 } : { x: 0, width: 264 }
  const middle = wide ? main.x + main.width / 2 : 24
  const body: string[] = []
  let y = 1
  const stages = stagesOf(data)
  for (const [index, { box, side }] of stages.entries()) {
    if (index > 0) {
      body.push(arrowDown(middle, y, y + gap))
      y += gap
    }
    const drawn = flowBox(box, main.x, y, main.width, 'main')
    body.push(drawn.body)
    const centre = y + 18
    y += drawn.height
    if (side !== null && wide) {
      const from = main.x + main.width
      const aside = flowBox(side, from + 44, centre - 18, width - from - 45, 'side')
      body.push(arrowRight(from, from + 44, centre), aside.body)
      const below = centre - 18 + aside.height
      if (below > y) {
        body.push(line(middle, y, middle, below, 'flow-line'))
        y = below
      }
    } else if (side !== null) {
      const aside = flowBox(side, 56, y + 16, width - 57, 'side')
      const at = y + 34
      body.push(arrowRight(middle, 56, at), aside.body)
      body.push(line(middle, y, middle, y + 16 + aside.height, 'flow-line'))
      y += 16 + aside.height
    }
    if (index === 1 && data.arms.length > 0) {
      const arms =
        wide && data.arms.length <= abreast
          ? armsAbreast(data.arms, middle, y, width)
          : armsBelow(data.arms, middle, y, wide ? main.x : 56, wide ? main.width : width - 57)
      body.push(arms.body)
      y = arms.bottom
    }
  }
  return figureSvg(frame, y + 2, body)
}

/** The same in sentences, for those who cannot see the drawing. */
export function flowWords(data: FlowData): string {
  const { questions, arms, reviews, marks } = data
  const sum = (pick: (arm: FlowArm) => number) => arms.reduce((all, arm) => all + pick(arm), 0)
  const lost = outcomes(arms).filter(({ n }) => n > 0)
  return [
    `${counted(questions, 'question')} put to ${counted(data.systems ?? arms.length, 'system')} make ${count(sum(({ asked }) => asked))} answers to get, of which ${count(sum(({ answered }) => answered))} are there${lost.length === 0 ? '' : `, ${listed(lost.map(({ words, n }) => `${count(n)} ${words}`))}`}.`,
    reviews === null
      ? 'No review is planned yet.'
      : `Of ${counted(reviews.planned, 'review')} planned, ${count(reviews.done)} are done, ${count(reviews.inHand)} ${begunWords(reviews)} and ${count(reviews.notDealt)} not dealt.`,
    marks === null
      ? ''
      : `Of ${counted(marks.due, 'mark')} due, ${count(marks.given)} are given and ${count(marks.missing)} missing.`,
    data.end,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function stagesOf({
  questions,
  sources,
  arms,
  systems,
  names,
  reviews,
  marks,
  end,
}: FlowData): readonly Stage[] {
  const shown = sources.slice(0, sourcesShown).map(({ label, n }) => ({ words: label, n }))
  const others = sources.slice(sourcesShown)
  const lost = outcomes(arms)
  const sum = (list: readonly { readonly n: number }[]) => list.reduce((all, { n }) => all + n, 0)
  const asked = arms.reduce((all, arm) => all + arm.asked, 0)
  const answered = arms.reduce((all, arm) => all + arm.answered, 0)
  const named = names.undecided + names.excluded
  return [
    {
      box: {
        title: 'Questions loaded',
        n: questions,
        parts:
          others.length === 0
            ? shown
            : [...shown, { words: `${others.length} other sources`, n: sum(others) }],
        words: [],
      },
      side: null,
    },
    {
      box: {
        title: 'Answers to get',
        n: asked,
        parts: [],
        words: [`from ${counted(systems ?? arms.length, 'system')}`],
      },
      side: { title: 'Without an answer', n: sum(lost), parts: lost, words: [] },
    },
    {
      box: { title: 'Answers', n: answered, parts: [], words: [] },
      side:
        named === 0
          ? null
          : {
              title: 'Name a system',
              n: named,
              parts: [
                { words: 'to be decided', n: names.undecided },
                { words: 'not to be shown', n: names.excluded },
              ],
              words: [],
            },
    },
    ...(reviews === null ? [] : reviewStages(reviews)),
    ...(marks === null
      ? []
      : [
          {
            box: { title: 'Marks given', n: marks.given, parts: [], words: [`of ${count(marks.due)}`] },
            side: {
              title: 'Not given',
              n: marks.missing + marks.toCome,
              parts: [
                { words: 'missing', n: marks.missing },
                { words: reviews?.closed === true ? 'never made' : 'to come', n: marks.toCome },
              ],
              words: [],
            },
          },
        ]),
    { box: { title: 'Results', n: null, parts: [], words: [end] }, side: null },
  ]
}

function reviewStages(reviews: NonNullable<FlowData['reviews']>): readonly Stage[] {
  const { planned, done, inHand, notDealt, givenBack, closed } = reviews
  return [
    {
      box: {
        title: 'Reviews planned',
        n: planned,
        parts: [],
        words: ['one question by one reviewer each'],
      },
      side: {
        title: closed ? 'Not done' : 'Not done yet',
        n: inHand + notDealt,
        parts: [
          { words: begunWords(reviews), n: inHand },
          { words: 'not dealt', n: notDealt },
        ],
        words: givenBack === 0 ? [] : [`${count(givenBack)} given back and dealt again`],
      },
    },
    { box: { title: 'Reviews done', n: done, parts: [], words: [] }, side: null },
  ]
}

function begunWords({ closed }: NonNullable<FlowData['reviews']>): string {
  return closed ? 'begun and not finished' : 'in hand'
}

function outcomes(arms: readonly FlowArm[]): { readonly words: string; readonly n: number }[] {
  return (['refused', 'failed', 'withheld', 'waiting'] as const).map((words) => ({
    words,
    n: arms.reduce((all, arm) => all + arm[words], 0),
  }))
}

function armBox(arm: FlowArm): FlowBox {
  const parts = (['answered', 'refused', 'failed', 'withheld', 'waiting'] as const)
    .map((words) => ({ words, n: arm[words] }))
    .filter(({ words, n }) => n > 0 || words === 'answered')
  return { title: arm.label, n: null, parts: [{ words: 'to get', n: arm.asked }, ...parts], words: [] }
}

interface DrawnArms {
  readonly body: string
  readonly bottom: number
}

/** One box beside the other, with a line that forks above them and meets below. */
function armsAbreast(arms: readonly FlowArm[], middle: number, y: number, width: number): DrawnArms {
  const space = 8
  const each = (width - 2 - space * (arms.length - 1)) / arms.length
  const fork = y + gap / 2
  const top = fork + gap / 2
  const boxes = arms.map((arm, index) => {
    const x = 1 + index * (each + space)
    return { ...flowBox(armBox(arm), x, top, each, 'arm'), centre: x + each / 2 }
  })
  const meet = top + Math.max(...boxes.map(({ height }) => height)) + gap / 2
  const centres = [...boxes.map(({ centre }) => centre), middle]
  const from = Math.min(...centres)
  const to = Math.max(...centres)
  return {
    body: [
      line(middle, y, middle, fork, 'flow-line'),
      line(from, fork, to, fork, 'flow-line'),
      ...boxes.map(
        ({ body, centre, height }) =>
          arrowDown(centre, fork, top) + body + line(centre, top + height, centre, meet, 'flow-line'),
      ),
      line(from, meet, to, meet, 'flow-line'),
    ].join(''),
    bottom: meet,
  }
}

/** One box below the other, beside the line that goes on where there is room for it. */
function armsBelow(arms: readonly FlowArm[], middle: number, y: number, x: number, width: number): DrawnArms {
  const beside = middle < x
  const body: string[] = []
  let bottom = y
  for (const arm of arms) {
    const top = bottom + (beside ? 10 : gap / 2)
    const box = flowBox(armBox(arm), x, top, width, 'arm')
    body.push(
      beside ? arrowRight(middle, x, top + 18) : line(middle, bottom, middle, top, 'flow-line'),
      box.body,
    )
    bottom = top + box.height
  }
  if (beside) body.push(line(middle, y, middle, bottom, 'flow-line'))
  return { body: body.join(''), bottom }
}
