/**
 * (classical se/se)^2: how many times the clinicians' marks would be needed without the judge. Null where either is
 * unknown or nothing varies.
 */
export function effectiveSampleRatio(classicalSe: number | null, se: number | null): number | null {
  if (classicalSe === null || se === null || se === 0) return null
  const ratio = classicalSe / se
  return ratio * ratio
}
