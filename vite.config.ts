import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The pages: plain files that a server hands out as they are. Nothing is inline, so that a strict policy holds. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
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
        study: 'web/study/index.html',
      },
    },
  },
})
