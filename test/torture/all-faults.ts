import type { Fault } from './trial.ts'
import { wholeProduct } from './whole-product.ts'

/** Every kind of fault, in the order in which they are made. */
export const allFaults: readonly Fault[] = [wholeProduct]
