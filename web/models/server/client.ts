import { type ModelsPage, modelsPageSchema } from '../../../src/server/contract/models.ts'
import { askServer, type Reply } from '../../house/ask-server.ts'

/** The server as the page of the models sees it. Nothing is changed from here. */
export interface ModelsApi {
  models(): Promise<Reply<ModelsPage>>
}

export function createModelsApi(request: typeof fetch): ModelsApi {
  return { models: () => askServer(request, '/api/models', modelsPageSchema) }
}
