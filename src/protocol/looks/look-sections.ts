import type { Plan } from '../plan.ts'

/** Marks of one axis in one rendering. */
export interface LookSection {
  readonly axis: string
  readonly form: 'pairwise' | 'absolute'
  /** Null where the protocol names no rendering. */
  readonly rendering: string | null
}

/**
 * The marks by which looks are timed: those on the axes and in the renderings that the hypotheses ask about, of every
 * arm, each section once. Rubric scores are made by judges and come at any time, so they time nothing.
 */
export function lookSections(plan: Plan): LookSection[] {
  const sections = new Map<string, LookSection>()
  for (const { axis, rendering } of plan.hypotheses) {
    const planned = plan.axes.find(({ id }) => id === axis)
    if (planned === undefined || planned.scale?.kind === 'rubric') continue
    sections.set(JSON.stringify([axis, rendering]), { axis, form: planned.form, rendering })
  }
  return [...sections.values()]
}
