import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { findWorkspace } from './find-workspace.ts'

it('finds the nearest folder with .equipoise, else takes the study folder', async () => {
  const top = await mkdtemp(path.join(tmpdir(), 'equipoise-test-'))
  const study = path.join(top, 'team', 'study')
  await mkdir(study, { recursive: true })
  expect(await findWorkspace(study)).toBe(study)
  await mkdir(path.join(top, '.equipoise'))
  expect(await findWorkspace(study)).toBe(top)
  await mkdir(path.join(study, '.equipoise'))
  expect(await findWorkspace(study)).toBe(study)
  await rm(top, { recursive: true })
})
