import MiniSearch from 'minisearch'
import { stemmer } from 'stemmer'
import { runPeer } from './run-peer.mjs'

await runPeer((passages) => {
  const known = new Map()
  const processTerm = (term) => {
    const word = term.toLowerCase()
    if (!known.has(word)) known.set(word, stemmer(word))
    return known.get(word)
  }
  const search = new MiniSearch({ fields: ['title', 'focus', 'body'], processTerm })
  search.addAll(passages.map((passage, id) => ({ ...passage, id })))
  return (words, count, title, focus) =>
    search
      .search(words, { boost: { title, focus } })
      .slice(0, count)
      .map(({ id }) => id)
})
