import type { Study } from '../../../src/server/contract/study.ts'
import { type Asked, useAsked } from '../../house/use-asked.ts'
import type { StudyApi } from '../server/client.ts'

const everyMilliseconds = 15_000

export interface StudyView extends Omit<Asked<Study>, 'value'> {
  /** The last counts that came; null before the first. */
  readonly study: Study | null
}

/** The study's counts, asked for every 15 seconds as long as the page is looked at. */
export function useStudy(api: StudyApi): StudyView {
  const { value, ...view } = useAsked(api.study, everyMilliseconds)
  return { study: value, ...view }
}
