import { assistedRules } from './assisted/assisted-rules.ts'
import { onlyCauses } from './assisted/only-causes.ts'
import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { fillDefaultsV1 } from './defaults-v1.ts'
import { factorialRules } from './factorial-rules.ts'
import { stratumRules } from './hypothesis-stratum.ts'
import { itemsRules } from './items-section.ts'
import { legalMarginUnits } from './margin.ts'
import { markingRules } from './marking-rules.ts'
import type { PlannedAxis } from './plan.ts'
import { reviewPlanRules } from './review-plan-rules.ts'
import { reviewSectionRules } from './review-section-rules.ts'
import { isOrdinalMark } from './scale.ts'
import type { ProtocolDocument } from './schema-v1.ts'
import { sourceRules } from './source-rules.ts'

const smallestPercentageMargin = 0.1

/** What a schema cannot say: references, uniqueness, and settings that must fit each other. */
export function brokenRulesV1(document: ProtocolDocument): BrokenRule[] {
  const broken = [
    ...duplicateIds(document),
    ...sourceRules(document),
    ...itemsRules(document),
    ...hypothesisRules(document),
    ...stratumRules(document),
    ...factorialRules(document),
    ...renderingRules(document),
    ...scaleRules(document),
    ...publishedRules(document),
    ...lookRules(document),
    ...refusalRules(document),
    ...reviewPlanRules(document),
    ...markingRules(document),
    ...reviewSectionRules(document),
    ...assistedRules(document),
  ]
  return document.assisted === undefined ? broken : onlyCauses(broken, document.arms)
}

function duplicateIds(document: ProtocolDocument): BrokenRule[] {
  const lists = {
    arms: document.arms,
    axes: document.axes,
    renderings: document.renderings ?? [],
    hypotheses: document.hypotheses,
  }
  return Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap((entry, index) =>
      entries.findIndex((other) => other.id === entry.id) === index
        ? []
        : [
            {
              code: 'PROTOCOL_ID_TWICE',
              path: [list, index, 'id'],
              message: `Two entries of ${list} have the same id.`,
              value: entry.id,
              expected: 'an id of its own for every entry',
            },
          ],
    ),
  )
}

function hypothesisRules(document: ProtocolDocument): BrokenRule[] {
  const plan = fillDefaultsV1(document)
  const arms = plan.arms.map((arm) => arm.id)
  const axes = new Map(plan.axes.map((axis) => [axis.id, axis]))
  return plan.hypotheses.flatMap((hypothesis, index) => {
    const at = (...rest: (string | number)[]) => ['hypotheses', index, ...rest]
    const broken: BrokenRule[] = []
    const axis = axes.get(hypothesis.axis)
    if (axis === undefined)
      broken.push(unknownReference(at('axis'), 'axis', hypothesis.axis, [...axes.keys()]))
    for (const [field, arm] of [
      ['candidate', hypothesis.candidate],
      ...hypothesis.against.map((other) => ['against', other] as const),
    ] as const) {
      if (!arms.includes(arm)) broken.push(unknownReference(at(field), 'arm', arm, arms))
    }
    if (
      hypothesis.against.includes(hypothesis.candidate) ||
      new Set(hypothesis.against).size < hypothesis.against.length
    ) {
      broken.push({
        code: 'PROTOCOL_AGAINST_ITSELF',
        path: at('against'),
        message: 'An arm is compared with itself or named twice.',
        value: hypothesis.against.join(', '),
        expected: 'other arms than the candidate, each once',
      })
    }
    const renderings = plan.renderings.map((rendering) => rendering.id)
    if (hypothesis.rendering !== null && !renderings.includes(hypothesis.rendering)) {
      broken.push(unknownReference(at('rendering'), 'rendering', hypothesis.rendering, renderings))
    }
    if (plan.renderings.some((rendering) => rendering.id === hypothesis.rendering && rendering.excluded)) {
      broken.push({
        code: 'PROTOCOL_RENDERING_EXCLUDED',
        path: at('rendering'),
        message: 'The hypothesis rests on a rendering that every analysis leaves out.',
        value: hypothesis.rendering,
        expected: 'a rendering without excluded: true',
      })
    }
    if (hypothesis.kind !== 'superiority' && hypothesis.sides === 2) {
      broken.push({
        code: 'PROTOCOL_SIDES',
        path: at('sides'),
        message: `A ${hypothesis.kind} hypothesis is tested one side at a time.`,
        value: '2',
        expected: '1, or nothing',
      })
    }
    const controls = plan.arms.filter((arm) => arm.knownWorse).map((arm) => arm.id)
    for (const arm of [hypothesis.candidate, ...hypothesis.against]) {
      if (hypothesis.kind === 'superiority' || !controls.includes(arm)) continue
      broken.push({
        code: 'PROTOCOL_CONTROL_IN_PARITY',
        path: at(arm === hypothesis.candidate ? 'candidate' : 'against'),
        message: 'A known-worse arm is the control of a parity claim, not a part of it.',
        value: arm,
        expected: 'an arm that is not known to be worse',
      })
    }
    broken.push(...marginRules(hypothesis.kind, hypothesis.margin, axis, at('margin')))
    return broken
  })
}

function marginRules(
  kind: string,
  margin: ReturnType<typeof fillDefaultsV1>['hypotheses'][number]['margin'],
  axis: PlannedAxis | undefined,
  path: (string | number)[],
): BrokenRule[] {
  if (margin === null) {
    if (kind === 'superiority') return []
    return [
      {
        code: 'PROTOCOL_MARGIN_MISSING',
        path,
        message: `A ${kind} hypothesis needs its margin before the data.`,
        value: null,
        expected: 'a value and a unit, for example {value: 5, unit: win-rate-points}',
      },
    ]
  }
  const broken: BrokenRule[] = []
  if (axis !== undefined && !legalMarginUnits(axis).includes(margin.unit)) {
    broken.push({
      code: 'PROTOCOL_MARGIN_UNIT',
      path: [...path, 'unit'],
      message: `This unit does not fit the axis ${axis.id}.`,
      value: margin.unit,
      expected: legalMarginUnits(axis).join(' or '),
    })
  }
  if (margin.unit === 'scale-points') {
    const scale = axis?.scale
    if (scale?.kind === 'ordinal' && scale.min < scale.max && margin.value >= scale.max - scale.min) {
      broken.push({
        code: 'PROTOCOL_MARGIN_RANGE',
        path: [...path, 'value'],
        message: 'A margin as long as the scale accepts every difference.',
        value: String(margin.value),
        expected: `a number below ${scale.max - scale.min} points of the scale`,
      })
    }
    return broken
  }
  // Half of the win rate is all of it: an arm that never wins is 50 points below parity.
  const limit = margin.unit === 'win-rate-points' ? 50 : 100
  if (!(margin.value >= smallestPercentageMargin && margin.value < limit)) {
    broken.push({
      code: 'PROTOCOL_MARGIN_RANGE',
      path: [...path, 'value'],
      message: 'Margins are written in percentage points, not as fractions.',
      value: String(margin.value),
      expected: `${smallestPercentageMargin} or more, below ${limit} (5 means 5 points)`,
    })
  }
  return broken
}

function renderingRules(document: ProtocolDocument): BrokenRule[] {
  const renderings = document.renderings ?? []
  const primaries = renderings.filter((rendering) => rendering.primary)
  const [primary] = primaries
  if (renderings.length === 0 || (primaries.length === 1 && primary?.excluded !== true)) return []
  return [
    {
      code: 'PROTOCOL_PRIMARY_RENDERING',
      path: ['renderings'],
      message: 'Exactly one rendering is the primary one, and that one is analysed.',
      value: primaries.map((rendering) => rendering.id).join(', ') || 'none',
      expected: 'primary: true on one that is not excluded',
    },
  ]
}

function scaleRules(document: ProtocolDocument): BrokenRule[] {
  return document.axes.flatMap((axis, index) => {
    if (axis.form !== 'absolute' || axis.scale.kind !== 'ordinal') return []
    const { min, max, step = 1, anchors = {} } = axis.scale
    const broken = (field: (string | number)[], message: string, value: string, expected: string) => ({
      code: 'PROTOCOL_SCALE',
      path: ['axes', index, 'scale', ...field],
      message,
      value,
      expected,
    })
    if (min >= max)
      return [broken(['max'], 'The scale ends before it begins.', String(max), `more than min (${min})`)]
    if (!isOrdinalMark(max, { min, max, step })) {
      return [
        broken(['step'], 'The steps of the scale do not end at max.', String(step), `a part of ${max - min}`),
      ]
    }
    return Object.keys(anchors)
      .filter((mark) => mark.trim() === '' || !isOrdinalMark(Number(mark), { min, max, step }))
      .map((mark) =>
        broken(
          ['anchors', mark],
          'The scale has no such mark.',
          mark,
          `${min} to ${max} in steps of ${step}`,
        ),
      )
  })
}

function publishedRules(document: ProtocolDocument): BrokenRule[] {
  const arms = document.arms.map((arm) => arm.id)
  const axes = document.axes.map((axis) => axis.id)
  const renderings = (document.renderings ?? []).map((rendering) => rendering.id)
  return (document.published ?? []).flatMap((figure, index) => {
    const broken: BrokenRule[] = []
    const check = (field: string, kind: string, value: string, known: readonly string[]): void => {
      if (!known.includes(value))
        broken.push(unknownReference(['published', index, field], kind, value, known))
    }
    check('arm', 'arm', figure.arm, arms)
    check('against', 'arm', figure.against, [...arms, 'rest'])
    check('axis', 'axis', figure.axis, axes)
    if (figure.rendering !== undefined) check('rendering', 'rendering', figure.rendering, renderings)
    if (figure.arm === figure.against) {
      broken.push({
        code: 'PROTOCOL_AGAINST_ITSELF',
        path: ['published', index, 'against'],
        message: 'An arm is compared with itself or named twice.',
        value: figure.against,
        expected: 'another arm, or rest',
      })
    }
    return broken
  })
}

function lookRules(document: ProtocolDocument): BrokenRule[] {
  const information = document.looks?.information
  if (information === undefined) return []
  const rising = information.every((share, index) => index === 0 || share > (information[index - 1] ?? 0))
  if (rising && information.at(-1) === 1) return []
  return [
    {
      code: 'PROTOCOL_LOOKS',
      path: ['looks', 'information'],
      message: 'Looks come at rising shares of the planned marks, and the last one is at the end.',
      value: information.join(', '),
      expected: 'rising numbers whose last one is 1, for example [0.5, 1]',
    },
  ]
}

function refusalRules(document: ProtocolDocument): BrokenRule[] {
  if (document.refusals?.rule !== 'loss' || document.axes.every((axis) => axis.form === 'pairwise')) return []
  return [
    {
      code: 'PROTOCOL_REFUSAL_RULE',
      path: ['refusals', 'rule'],
      message: 'An answer that is marked alone cannot lose.',
      value: 'loss',
      expected: 'worst-mark or excluded where an axis has the form absolute',
    },
  ]
}
