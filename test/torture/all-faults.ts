import { commands } from './commands.ts'
import { damagedPages, halfWritten } from './damage.ts'
import { clockJumps, databaseGone, diskFull, fileLimit, littleMemory, readOnly } from './hardships.ts'
import type { Fault } from './trial.ts'
import { wholeProduct } from './whole-product.ts'

/** Every kind of fault, in the order in which they are made. */
export const allFaults: readonly Fault[] = [
  wholeProduct,
  commands,
  databaseGone,
  halfWritten,
  damagedPages,
  clockJumps,
  littleMemory,
  fileLimit,
  diskFull,
  readOnly,
]
