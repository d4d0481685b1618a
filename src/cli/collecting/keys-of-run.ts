import type { Environment } from '../../arms/api/key.ts'

export interface KeyTerms {
  /** Leaves out whoever has no key instead of refusing. */
  readonly skipKeyless: boolean
  /** Nobody is called, so a key that is not set is not needed. */
  readonly dryRun: boolean
}

/** The environment that a key is taken from; where nobody is called, a variable that is not set is filled in. */
export function keysOfRun(
  variable: string | null,
  environment: Environment,
  { skipKeyless, dryRun }: KeyTerms,
): Environment {
  const isSet = variable === null || (environment[variable]?.trim() ?? '') !== ''
  return isSet || skipKeyless || !dryRun ? environment : { ...environment, [variable]: 'not-needed' }
}
