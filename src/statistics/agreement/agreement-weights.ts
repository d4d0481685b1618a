/** Credit for a pair of marks that differ: none, or falling with the steps between them or with their square. */
export type AgreementWeights = 'unweighted' | 'linear' | 'quadratic'

/**
 * Weights w_ij of the pairs of categories, row by row: 1 for equal ones, else 0 (unweighted), 1 - |i - j|/(K - 1)
 * (linear) or 1 - (i - j)^2/(K - 1)^2 (quadratic).
 */
export function weightTable(categories: number, weights: AgreementWeights): Float64Array {
  const table = new Float64Array(categories * categories)
  for (let i = 0; i < categories; i++) {
    for (let j = 0; j < categories; j++) {
      const distance = Math.abs(i - j) / (categories - 1)
      if (weights === 'unweighted' || i === j) table[i * categories + j] = i === j ? 1 : 0
      else table[i * categories + j] = 1 - (weights === 'linear' ? distance : distance * distance)
    }
  }
  return table
}
