import type fc from 'fast-check'
import { agreementInputs } from './agreement.ts'
import { armInputs } from './arms.ts'
import { blindingInputs } from './blinding.ts'
import { crossedInputs } from './crossed.ts'
import { planningInputs } from './planning.ts'
import { preferenceInputs } from './preference.ts'
import { testInputs } from './tests.ts'

/** Drawn inputs of every method, in its reference layout. They are small, so that degenerate ones occur often. */
export const inputs = {
  ...agreementInputs,
  ...armInputs,
  ...blindingInputs,
  ...crossedInputs,
  ...planningInputs,
  ...preferenceInputs,
  ...testInputs,
}

/** The same for what is said of every method alike. */
export const inputsByMethod: Readonly<Record<string, fc.Arbitrary<unknown>>> = inputs
