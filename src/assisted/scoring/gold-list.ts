import type { AssistedCase } from '../../protocol/assisted/assisted-plan.ts'

/** The acceptable conditions of a case, as the protocol lists them. A condition is known by its name. */
export type GoldList = AssistedCase['conditions']
