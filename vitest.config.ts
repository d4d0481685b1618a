import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'bench/**/*.test.ts',
      'validation/**/*.test.ts',
      'web/**/*.test.ts',
    ],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most whole-product tests wait for processes: a machine with two cores runs two files at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
