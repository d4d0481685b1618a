import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// What these tests hold of the embedded database holds of every server that DATABASE_URL may name. A part of them runs with
// every change; `npm run test:databases` runs all of them in the places it names.
const onOtherDatabases: Readonly<Record<string, readonly string[]>> = {
  // A separate server over TCP, whose language, zone and way of writing dates are others.
  server: [
    'src/store/imports/write-import.test.ts',
    'src/server/desk/desk.test.ts',
    'test/database-url.test.ts',
  ],
  // The oldest major that is supported.
  oldest: ['src/store/marking/marks.test.ts', 'src/store/review/looks.test.ts'],
  // A pooler that gives every transaction another session.
  pooler: [
    'src/store/locks.test.ts',
    'src/store/collecting/call-journal.test.ts',
    'src/store/moving/move-study.test.ts',
    'test/database-url.test.ts',
  ],
}
const everything = ['src/store/**/*.test.ts', 'src/server/**/*.test.ts', 'test/database-url.test.ts']
// Faults that take minutes, made by `npm run test:faults`; smaller ones are in the tests of every change (kill-nine, workers).
const faults = ['test/torture.test.ts', 'test/workers-faults.test.ts']
const withFaults = process.env.EQUIPOISE_TEST_FAULTS === '1'
const places = process.env.EQUIPOISE_TEST_DATABASES?.split(',') ?? null

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Whole-product tests wait for processes more than half of the time: a machine with two cores runs three files at once.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'equipoise',
          include: [
            'src/**/*.test.ts',
            'test/**/*.test.ts',
            'bench/**/*.test.ts',
            'validation/**/*.test.ts',
            'web/**/*.test.ts',
          ],
          exclude: faults,
        },
      },
      ...(withFaults ? [{ extends: true as const, test: { name: 'faults', include: faults } }] : []),
      ...(places ?? Object.keys(onOtherDatabases)).map((place) => ({
        extends: true as const,
        test: {
          name: place,
          include: places === null ? [...(onOtherDatabases[place] ?? [])] : everything,
          exclude: ['src/store/embedded/**', 'src/store/testing/**', 'src/store/own-server/**'],
          globalSetup: './src/store/testing/shared-place.ts',
          env: { EQUIPOISE_TEST_DATABASE: place },
        },
      })),
    ],
  },
})
