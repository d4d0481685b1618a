export interface QuadratureRule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

/** Gauss-Legendre rule on [-1, 1]: the zeros of Legendre's polynomial by Newton's method. */
export function gaussLegendre(points: number): QuadratureRule {
  const nodes = new Float64Array(points)
  const weights = new Float64Array(points)
  for (let index = 0; index < points; index++) {
    let x = -Math.cos((Math.PI * (index + 0.75)) / (points + 0.5))
    let slope = 1
    for (let iteration = 0; iteration < 100; iteration++) {
      let previous = 1
      let current = x
      for (let degree = 2; degree <= points; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree
        previous = current
        current = next
      }
      slope = (points * (x * current - previous)) / (x * x - 1)
      const step = current / slope
      x -= step
      if (Math.abs(step) < 1e-15) break
    }
    nodes[index] = x
    weights[index] = 2 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

const panel = gaussLegendre(16)

/** A 16-point rule on each of as many equal panels of [low, high] as keep a panel within `width`. */
export function compositeRule(low: number, high: number, width: number): QuadratureRule {
  const panels = Math.max(1, Math.ceil((high - low) / width))
  const half = (high - low) / (2 * panels)
  const nodes = new Float64Array(panels * 16)
  const weights = new Float64Array(panels * 16)
  for (let index = 0; index < panels; index++) {
    const centre = low + (2 * index + 1) * half
    for (let point = 0; point < 16; point++) {
      nodes[index * 16 + point] = centre + half * panel.nodes[point]!
      weights[index * 16 + point] = half * panel.weights[point]!
    }
  }
  return { nodes, weights }
}
