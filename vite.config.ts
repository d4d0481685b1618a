import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { economicsAlone } from './scripts/page-alone.ts'
import { tellWorker, workerFile } from './scripts/tell-worker.ts'

/** The pages: plain files that a server hands out as they are. Nothing is inline, so that a strict policy holds. */
export default defineConfig({
  root: 'web',
  plugins: [react(), tellWorker(), economicsAlone()],
  build: {
    outDir: '../dist-web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        desk: 'web/desk/index.html',
        capture: 'web/capture/index.html',
        coding: 'web/coding/index.html',
        study: 'web/study/index.html',
        models: 'web/models/index.html',
        ask: 'web/ask/index.html',
        economics: 'web/economics/index.html',
        participant: 'web/participant/index.html',
        worker: 'web/worker/desk-worker.ts',
      },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? workerFile : 'assets/[name]-[hash].js'),
      },
    },
  },
})
