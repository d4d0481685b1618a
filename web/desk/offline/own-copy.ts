/** The browser's own copy of this page, which opens it without a connection. It holds nothing that anybody said or marked. */
export interface OwnCopy {
  readonly keep: () => void
  readonly drop: () => void
}

const worker = '/desk/worker.js'
const scope = '/desk'
const family = 'equipoise-desk-'

/** A browser that keeps no pages (a private window, an address without encryption) goes on without. */
export function createOwnCopy(container: () => ServiceWorkerContainer | undefined): OwnCopy {
  const quietly = (work: () => Promise<unknown>) => {
    work().catch(() => {})
  }
  return {
    keep: () => quietly(async () => container()?.register(worker, { scope, updateViaCache: 'none' })),
    drop: () =>
      quietly(async () => {
        await (await container()?.getRegistration(scope))?.unregister()
        const names = await caches.keys()
        await Promise.all(names.filter((name) => name.startsWith(family)).map((name) => caches.delete(name)))
      }),
  }
}
