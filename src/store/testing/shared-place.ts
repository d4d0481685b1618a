import type { TestProject } from 'vitest/node'
import { openStore } from '../store.ts'
import { type PlacePorts, placeAt, startSeparatePlace } from './database-place.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly databasePlace: PlacePorts | undefined
  }
}

/** The database of a place that has the present schema and nothing in it. */
export const template = 'template'

/** Starts one server for all test files of a project, and stops it after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ports, stop } = await startSeparatePlace(project.config.env.EQUIPOISE_TEST_DATABASE ?? '')
  const place = placeAt(ports)
  await place.createDatabase(template)
  await (await openStore({ workspace: '.', databaseUrl: place.directUrl(template) })).close()
  project.provide('databasePlace', ports)
  return stop
}
