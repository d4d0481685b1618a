import { create, insertMultiple, search } from '@orama/orama'
import { stemmer } from 'stemmer'
import { runPeer } from './run-peer.mjs'

await runPeer(async (passages) => {
  const database = create({
    schema: { title: 'string', focus: 'string', body: 'string' },
    components: { tokenizer: { language: 'english', stemming: true, stemmer, stopWords: false } },
  })
  await insertMultiple(
    database,
    passages.map(({ title, focus, body }, id) => ({ id: String(id), title, focus, body })),
    1000,
  )
  return async (term, limit, title, focus) => {
    const { hits } = await search(database, { term, limit, threshold: 1, boost: { title, focus } })
    return hits.map(({ id }) => Number(id))
  }
})
