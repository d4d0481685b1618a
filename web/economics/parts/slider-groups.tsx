import {
  type FigureGroup,
  type FigureId,
  figureGroups,
} from '../../../src/economics/assumptions/figure-names.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import type { EconomicsView } from '../state/use-economics.ts'
import { Slider } from './slider.tsx'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
  /** Titles of the groups that are shown. */
  readonly titles: readonly string[]
  /** Whether they are unfolded at first. */
  readonly open?: boolean
}

/** Groups of sliders, each of which folds away. */
export function SliderGroups({ titles, open = false, ...rest }: Props) {
  return figureGroups
    .filter(({ title }) => titles.includes(title))
    .map((group) => (
      <details key={group.title} className="figures" open={open}>
        <summary>{group.title}</summary>
        <Sliders group={group} {...rest} />
      </details>
    ))
}

export function Sliders({
  group,
  place,
  view,
}: Pick<Props, 'place' | 'view'> & { readonly group: Pick<FigureGroup, 'ids'> }) {
  return (
    <div className="sliders">
      {group.ids.map((id) => (
        <Slider
          key={id}
          id={id}
          figure={place.assumptions.figures[id]}
          source={view.sourceOf(id)}
          value={view.values[id]}
          idle={idleWords(id, view)}
          move={(value) => view.move({ [id]: value })}
        />
      ))}
    </div>
  )
}

/** Where the cost of an arm is taken for an answer by the token, tokens and prices count for nothing. */
function idleWords(id: FigureId, { choices, economics }: EconomicsView): string | null {
  return economics.options.perAnswer.arm !== null && choices.tokenArm !== null && tokenFigures.includes(id)
    ? 'Not used: the cost of an arm is taken for an answer by the token.'
    : null
}

const tokenFigures: readonly FigureId[] = figureGroups.flatMap(({ title, ids }) =>
  title === 'Bought by the token' ? ids : [],
)
