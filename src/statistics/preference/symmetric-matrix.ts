/** Small dense symmetric matrices, stored row by row in a `Float64Array` of size * size. */

/**
 * Inverse of a positive definite matrix by Cholesky's factorisation; null where a pivot is not above `tolerance`
 * times the diagonal entry it started from, that is, where the matrix is singular to working precision.
 */
export function invertPositiveDefinite(
  matrix: Float64Array,
  size: number,
  tolerance = 1e-12,
): Float64Array | null {
  const factor = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const diagonal = matrix[column * size + column]!
    let pivot = diagonal
    for (let k = 0; k < column; k++) pivot -= factor[column * size + k]! * factor[column * size + k]!
    if (!(pivot > tolerance * diagonal)) return null
    const root = Math.sqrt(pivot)
    factor[column * size + column] = root
    for (let row = column + 1; row < size; row++) {
      let sum = matrix[row * size + column]!
      for (let k = 0; k < column; k++) sum -= factor[row * size + k]! * factor[column * size + k]!
      factor[row * size + column] = sum / root
    }
  }
  return inverseFromFactor(factor, size)
}

/** (L L')^-1 column by column. */
function inverseFromFactor(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  const x = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) {
      let sum = row === column ? 1 : 0
      for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * x[k]!
      x[row] = sum / factor[row * size + row]!
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = x[row]!
      for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * x[k]!
      x[row] = sum / factor[row * size + row]!
    }
    for (let row = 0; row < size; row++) inverse[row * size + column] = x[row]!
  }
  return inverse
}

/** The product a m a of symmetric matrices. */
export function sandwich(a: Float64Array, m: Float64Array, size: number): Float64Array {
  return multiply(multiply(a, m, size), a, size)
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const value = left[row * size + k]!
      for (let column = 0; column < size; column++) {
        const place = row * size + column
        product[place] = product[place]! + value * right[k * size + column]!
      }
    }
  }
  return product
}

/**
 * a + (b - a)+, where (.)+ sets the negative eigenvalues to 0: a matrix that is at least a and at least b in every
 * direction. For 1 x 1 matrices it is the maximum.
 */
export function upperBound(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const { values, vectors } = eigen(
    b.map((value, place) => value - a[place]!),
    size,
  )
  const bound = a.slice()
  for (let index = 0; index < size; index++) {
    const value = values[index]!
    if (value <= 0) continue
    for (let row = 0; row < size; row++) {
      const scaled = value * vectors[row * size + index]!
      for (let column = 0; column < size; column++) {
        const place = row * size + column
        bound[place] = bound[place]! + scaled * vectors[column * size + index]!
      }
    }
  }
  return bound
}

/**
 * A root R (`size` rows, `columns` columns) of a positive semidefinite matrix, R R' = matrix. Directions whose
 * eigenvalue is negative or no more than rounding have no column.
 */
export function semidefiniteRoot(
  matrix: Float64Array,
  size: number,
): { readonly root: Float64Array; readonly columns: number } {
  const symmetric = matrix.map(
    (value, place) => (value + matrix[(place % size) * size + Math.floor(place / size)]!) / 2,
  )
  const { values, vectors } = eigen(symmetric, size)
  const least = size * Number.EPSILON * values.reduce((most, value) => Math.max(most, value), 0)
  const kept = Array.from(values.keys()).filter((index) => values[index]! > least)
  const root = new Float64Array(size * kept.length)
  kept.forEach((index, column) => {
    const scale = Math.sqrt(values[index]!)
    for (let row = 0; row < size; row++) {
      root[row * kept.length + column] = scale * vectors[row * size + index]!
    }
  })
  return { root, columns: kept.length }
}

/** Eigenvalues and eigenvectors (in columns) of a symmetric matrix by Jacobi's rotations. */
export function eigen(
  matrix: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1
  let total = 0
  for (const value of a) total += value * value
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) off += a[p * size + q]! * a[p * size + q]!
    if (off <= 1e-30 * total) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
  }
  return { values: Float64Array.from({ length: size }, (_, index) => a[index * size + index]!), vectors }
}

/** One rotation that clears the entry (p, q). */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const entry = a[p * size + q]!
  if (entry === 0) return
  const ratio = (a[q * size + q]! - a[p * size + p]!) / (2 * entry)
  const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p]!
    const kq = a[k * size + q]!
    a[k * size + p] = cosine * kp - sine * kq
    a[k * size + q] = sine * kp + cosine * kq
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k]!
    const qk = a[q * size + k]!
    a[p * size + k] = cosine * pk - sine * qk
    a[q * size + k] = sine * pk + cosine * qk
    const vp = vectors[k * size + p]!
    const vq = vectors[k * size + q]!
    vectors[k * size + p] = cosine * vp - sine * vq
    vectors[k * size + q] = sine * vp + cosine * vq
  }
}
