/** Clusters of one kind. */
export interface ClustersOfArms {
  readonly all: number
  /** Of control and of the arm. */
  readonly ofArm: readonly [number, number]
}

/**
 * How many clusters there are in all, and how many have a decision of each arm.
 *
 * @param clusters code of the cluster of each decision
 * @param arms 0 control, 1 the arm, of the same decisions
 */
export function clustersOfArms(clusters: ArrayLike<number>, arms: ArrayLike<number>): ClustersOfArms {
  const control = new Set<number>()
  const arm = new Set<number>()
  for (let row = 0; row < clusters.length; row++) (arms[row] === 1 ? arm : control).add(clusters[row]!)
  return { all: new Set([...control, ...arm]).size, ofArm: [control.size, arm.size] }
}
