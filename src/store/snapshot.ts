import type { Store } from './store.ts'

const snapshots = new WeakSet<Store>()

/**
 * Runs reads that must agree with each other: all of them see the database as it was at the first one, however
 * long they take and whatever other processes write meanwhile. Within a snapshot it is that one.
 */
export function readSnapshot<Result>(
  store: Store,
  read: (snapshot: Store) => Promise<Result>,
): Promise<Result> {
  if (snapshots.has(store)) return read(store)
  return store.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((database) => {
      const snapshot = { ...store, database }
      snapshots.add(snapshot)
      return read(snapshot)
    })
}
