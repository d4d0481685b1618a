import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'

/**
 * Builds the economics page once more as one script and one sheet without imports, for a file that is opened from a folder: a
 * browser loads no modules there.
 */
export function economicsAlone(): Plugin {
  return {
    name: 'equipoise-economics-alone',
    async writeBundle({ dir }) {
      if (dir === undefined) this.error('The pages are built into a folder.')
      await build({
        configFile: false,
        root: 'web',
        logLevel: 'warn',
        plugins: [react()],
        build: {
          outDir: dir,
          emptyOutDir: false,
          sourcemap: false,
          target: 'es2022',
          assetsInlineLimit: 0,
          cssCodeSplit: false,
          rolldownOptions: {
            input: { 'economics-alone': 'web/economics/main.tsx' },
            output: {
              format: 'iife',
              entryFileNames: 'assets/[name]-[hash].js',
              assetFileNames: 'assets/economics-alone-[hash][extname]',
            },
          },
        },
      })
    },
  }
}
