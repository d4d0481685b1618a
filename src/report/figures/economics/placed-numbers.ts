interface Spot {
  readonly x: number
  readonly y: number
}

interface Frame {
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
}

const apart = { x: 20, y: 14 }
const half = 9

/**
 * Places for the numbers of spots: beside or above each, inside the frame, and over no other number and no other spot as long as one
 * of two dozen places around it is free. `y` is the base line of a number that is centred on `x`.
 */
export function placedNumbers(spots: readonly Spot[], frame: Frame): readonly Spot[] {
  const placed: Spot[] = []
  for (const [index, spot] of spots.entries()) {
    const inside = around(spot).filter(
      ({ x, y }) =>
        x - half >= frame.from && x + half <= frame.to && y - 10 >= frame.top - 12 && y <= frame.bottom,
    )
    const free = inside.find(
      (place) =>
        placed.every((other) => isApart(place, other)) &&
        spots.every((other, at) => at === index || isApart(place, { x: other.x, y: other.y + 5 })),
    )
    placed.push(
      free ?? inside.find((place) => placed.every((other) => isApart(place, other))) ?? inside[0] ?? spot,
    )
  }
  return placed
}

/** Places around a spot, nearest first. */
function around({ x, y }: Spot): readonly Spot[] {
  return [1, 2, 3].flatMap((ring) => {
    const [wide, high] = [13 * ring, 16 * ring]
    return [
      { x: x + wide, y: y - 7 },
      { x: x - wide, y: y - 7 },
      { x: x + wide, y: y + 16 },
      { x: x - wide, y: y + 16 },
      { x, y: y - high },
      { x, y: y + high + 6 },
      { x: x + wide, y: y - high },
      { x: x - wide, y: y - high },
    ]
  })
}

function isApart(one: Spot, other: Spot): boolean {
  return Math.abs(one.x - other.x) >= apart.x || Math.abs(one.y - other.y) >= apart.y
}
