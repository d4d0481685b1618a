import { type EventStore, keptEventSchema } from './event-store.ts'

const table = 'events'
const byKey = 'key'

/** Opens the browser's database; rejects where the browser will not keep anything. */
export async function openIndexedStore(name = 'equipoise-desk'): Promise<EventStore> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => {
    // Rows are numbered as they come, which keeps their order; the key makes each of them count once.
    opening.result
      .createObjectStore(table, { autoIncrement: true })
      .createIndex(byKey, 'event.key', { unique: true })
  }
  const database = await answerOf(opening)
  const change = async (work: (rows: IDBObjectStore) => void) => {
    const transaction = database.transaction(table, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(table))
    await finished(transaction)
  }
  return {
    add: (kept) =>
      change((rows) => {
        rows.add(kept)
        // The page may be going away: nothing more is to come, so the browser need not wait for it.
        rows.transaction.commit()
      }),
    async all() {
      const rows = await answerOf<unknown[]>(database.transaction(table).objectStore(table).getAll())
      // A row that an older page wrote in another shape stays where it is.
      return rows.flatMap((row) => {
        const parsed = keptEventSchema.safeParse(row)
        return parsed.success ? [parsed.data] : []
      })
    },
    remove: (keys) =>
      change((rows) => {
        for (const key of keys) {
          const found = rows.index(byKey).getKey(key)
          found.onsuccess = () => {
            if (found.result !== undefined) rows.delete(found.result)
          }
        }
      }),
    refuse: (refusals) =>
      change((rows) => {
        const walk = rows.openCursor()
        walk.onsuccess = () => {
          const cursor = walk.result
          if (cursor === null) return
          const row = keptEventSchema.safeParse(cursor.value)
          const refused = row.success ? refusals.get(row.data.event.key) : undefined
          if (row.success && refused !== undefined) cursor.update({ ...row.data, refused })
          cursor.continue()
        }
      }),
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
