/*
 * Opens the review desk without a connection. It keeps the page itself and the files that it is made of, the same for
 * everybody; answers, marks and whatever else the server says pass it by. It is a script of its own, without imports.
 */

declare const self: ServiceWorkerGlobalScope
/** Put in when the pages are built: what the page is made of, and a name that changes with it. */
declare const deskFiles: readonly string[]
declare const deskBuild: string

const family = 'equipoise-desk-'
const cacheName = family + deskBuild
const page = '/desk/'
/** A connection that is slower than this is none: the page opens from here, and says how it stands. */
const patience = 5000

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) =>
        cache.addAll([page, ...deskFiles].map((path) => new Request(path, { cache: 'reload' }))),
      )
      // An open page has all of its files by now, so a new build need not wait until it is closed.
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(family) && name !== cacheName)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (pathname === '/desk' || pathname === page) event.respondWith(servedOrKept(request))
  } else if (deskFiles.includes(pathname)) {
    event.respondWith(kept(pathname).then((found) => found ?? fetch(request)))
  }
})

/** The page as the server has it; the kept one where there is no server. */
async function servedOrKept(request: Request): Promise<Response> {
  const served = fetch(request)
  try {
    const answer = await Promise.race([served, silence()])
    // A proxy whose server is down answers so. What the server itself refuses is shown as it is.
    if (answer !== null && ![502, 503, 504].includes(answer.status)) return answer
  } catch {
    // No connection.
  }
  return (await kept(page)) ?? served
}

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName)
  return cache.match(path)
}

function silence(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patience)
  })
}

export {}
