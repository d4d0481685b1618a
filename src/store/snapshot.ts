import type { Store } from './store.ts'

/**
 * Runs reads that must agree with each other: all of them see the database as it was at the first one, however
 * long they take and whatever other processes write meanwhile. Within a transaction they are a part of it: a
 * snapshot within a snapshot is the same one.
 */
export function readSnapshot<Result>(
  store: Store,
  read: (snapshot: Store) => Promise<Result>,
): Promise<Result> {
  if (store.database.isTransaction) return read(store)
  return store.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((database) => read({ ...store, database }))
}
