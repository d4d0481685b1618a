import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readProtocol } from '../../protocol/read.ts'
import { searchSettingsSchema } from '../../search/settings/search-settings.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { rememberSettings } from '../search/corpus-settings.ts'
import { leavingArms } from './leaving-arms.ts'

let workspace = ''
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'equipoise-leaving-'))
  await mkdir(join(workspace, '.equipoise'))
})
afterAll(() => rm(workspace, { recursive: true, force: true }))

const protocol = readProtocol(
  stringify({
    schemaVersion: 1,
    id: 'two',
    title: 'Two corpora',
    question: 'Which is better?',
    arms: ['far', 'near'].map((corpus) => ({ id: corpus, kind: 'own', source: { via: 'search', corpus } })),
    axes: [{ id: 'preference', form: 'pairwise', primary: true }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'far', against: 'near' }],
    seed: 1,
  }),
  'protocol.yaml',
)

async function setUp(corpus: string, staysOnMachine: boolean): Promise<void> {
  const { folder } = await corpusFolder(corpus, workspace)
  await mkdir(folder, { recursive: true })
  const embedder = {
    via: 'endpoint',
    baseUrl: 'http://127.0.0.1:9/v1',
    model: 'm',
    dimensions: 3,
    staysOnMachine,
    sendQuestions: true,
  }
  await rememberSettings(folder, searchSettingsSchema.parse({ schemaVersion: 1, embedder }))
}

it('says of a search of ours that it sends questions away where its corpus was set up so', async () => {
  const leaving = async () => (await leavingArms(protocol, workspace)).map((arm) => arm.leavesMachine)
  expect(await leaving()).toEqual([false, false])
  await setUp('far', false)
  await setUp('near', true)
  expect(await leaving()).toEqual([true, false])
})
