import { decimal } from '../format.ts'

/** A value of a forest plot of studies as it is printed; the end of an interval may be infinite. @param logarithm Whether it is one. */
export function forestNumber(logarithm: boolean, value: number): string {
  const plain = logarithm ? Math.exp(value) : value
  if (plain === Number.POSITIVE_INFINITY) return '∞'
  return plain === Number.NEGATIVE_INFINITY ? '−∞' : decimal(plain, 2)
}

/** `[1.04, 1.44]`, in printed numbers. */
export function forestInterval(
  logarithm: boolean,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): string {
  return `[${forestNumber(logarithm, lower)}, ${forestNumber(logarithm, upper)}]`
}
