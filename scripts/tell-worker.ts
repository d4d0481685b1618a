import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** Name of the built worker, which never changes: the browser asks for it again to find a new build. */
export const workerFile = 'desk/worker.js'

/**
 * Tells the worker of the review desk which files the page is made of. Everything is in the page's own markup: what a script
 * loads later there is nothing of, and a test keeps it so.
 */
export function tellWorker(): Plugin {
  return {
    name: 'equipoise-desk-worker',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[workerFile]
        const html = bundle['desk/index.html']
        if (worker?.type !== 'chunk' || html?.type !== 'asset') {
          this.error('The review desk and its worker are built together.')
        }
        const markup = String(html.source)
        const files = [...markup.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((found) => found[1] ?? '')
        // Names of files hold the hash of their content.
        const build = createHash('sha256').update(markup).digest('hex').slice(0, 16)
        worker.code = `const deskFiles = ${JSON.stringify(files)}, deskBuild = ${JSON.stringify(build)};\n${worker.code}`
      },
    },
  }
}
