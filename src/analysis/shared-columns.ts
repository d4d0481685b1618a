import type { Columns } from '../statistics/bootstrap/compressed-columns.ts'
import { sharedFloats, sharedInts } from '../workers/shared-arrays.ts'

/** The same columns on memory that all threads see: handing them to a worker copies nothing. */
export function sharedColumns({ starts, cluster, numerator, denominator, packed }: Columns): Columns {
  return {
    starts: sharedInts(starts),
    cluster: sharedInts(cluster),
    numerator: sharedFloats(numerator),
    denominator: sharedFloats(denominator),
    packed: packed === null ? null : sharedFloats(packed),
  }
}
