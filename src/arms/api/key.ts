import { problem } from '../../problem.ts'

/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The key of an arm, from the variable that its source names.
 *
 * @throws ProblemError that names the variable and never what stands in it.
 */
export function keyOf(arm: string, variable: string | null, environment: Environment): string | null {
  if (variable === null) return null
  return keyIn(variable, environment, {
    whose: `The arm ${arm}`,
    remedy: `Set ${variable} to the key, or name another variable with keyFrom in the source of the arm.`,
  })
}

/**
 * The key that stands in a variable.
 *
 * @param needed Who needs it, and what to do where it is not set.
 * @throws ProblemError ARM_KEY_MISSING, ARM_KEY_UNUSABLE
 */
export function keyIn(
  variable: string,
  environment: Environment,
  needed: { readonly whose: string; readonly remedy: string },
): string {
  const key = environment[variable]?.trim() ?? ''
  if (key === '') {
    throw problem(
      'ARM_KEY_MISSING',
      `${needed.whose} needs a key, and the environment variable ${variable} is not set.`,
      needed.remedy,
      { place: { field: variable } },
    )
  }
  // Anything else cannot stand in an HTTP header, and the error that says so would print it.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw problem(
      'ARM_KEY_UNUSABLE',
      `What stands in the environment variable ${variable} is no key: it holds a space, a line end or a letter that is not ASCII.`,
      `Copy the key again, alone, into ${variable}.`,
      { place: { field: variable } },
    )
  }
  return key
}

/** Takes every occurrence of a key out of a text, also as JSON or an address would write it. */
export function withoutKey(text: string, key: string | null): string {
  if (key === null) return text
  const spellings = [
    key,
    JSON.stringify(key).slice(1, -1),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
  ]
  return [...new Set(spellings)].reduce((clean, spelling) => clean.replaceAll(spelling, '[key]'), text)
}
