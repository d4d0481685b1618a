/**
 * Finite numbers as whole multiples of one power of ten, each exactly as it prints: 0.02 and 3000 become 2n and
 * 300000n. Comparisons of prices then do not hang on the last bit of a binary fraction.
 */
export function scaledDecimals(values: readonly number[]): bigint[] {
  const parts = values.map(decimalParts)
  const lowest = Math.min(0, ...parts.map((part) => part.exponent))
  return parts.map(({ digits, exponent }) => BigInt(digits + '0'.repeat(exponent - lowest)))
}

function decimalParts(value: number): { readonly digits: string; readonly exponent: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: whole + fraction, exponent: Number(exponent) - fraction.length }
}

/** The smallest whole number of at least numerator/denominator, for numerator >= 0 and denominator > 0. */
export function ceilingRatio(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}
