import { InvalidArgumentError } from 'commander'

// Readers of arguments: each gives the value or says what it must be.

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new InvalidArgumentError('It is a whole number from 1.')
  }
  return Number(text)
}

export function anyWholeNumber(text: string): number {
  if (!/^(0|[1-9]\d*)$/.test(text)) throw new InvalidArgumentError('It is a whole number from 0.')
  return Number(text)
}

/** A port to listen at; 0: any that is free. */
export function portNumber(text: string): number {
  const port = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('It is a whole number from 0 to 65535.')
  return port
}

export function zeroOrOne(text: string): 0 | 1 {
  if (text === '0') return 0
  if (text === '1') return 1
  throw new InvalidArgumentError('It is 0 or 1.')
}

export function numberBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`)
    }
    return value
  }
}

export function wholeNumberBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`)
    return value
  }
}

export function shareOfAll(text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text)
  if (!(share >= 0 && share < 1))
    throw new InvalidArgumentError('It is a share from 0 to below 1, such as 0.2.')
  return share
}

export function listOf(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text]
}

/** Like `listOfIds`, but an empty text is the empty list. */
export function someIds(text: string): string[] {
  return text.trim() === '' ? [] : listOfIds(text)
}

export function listOfIds(text: string): string[] {
  return text.split(',').map((id) => id.trim())
}
