import { registerHooks } from 'node:module'
import { edges } from './edge-map.ts'
import { insertCounters } from './insert-counters.ts'

/** Libraries that read what others wrote: where they go with an input counts as much as where our code goes. */
const libraries =
  /\/node_modules\/(yaml|js-yaml|saxes|xmlchars|parse5|css-tree|css-select|csv-parse|tar-stream|hyparquet|hono|micromark[\w-]*|mdast-util-[\w-]+|decode-named-character-reference|eventsource-parser|@ai-sdk\/[\w-]+)\//

const ours = new RegExp(`^${new URL('../../src/', import.meta.url).href.replaceAll('.', '\\.')}`)

let next = 0

// Loaded before a target (`--import`): every module of the parsers that comes after is counted.
registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!ours.test(url) && !libraries.test(url)) return loaded
    if (loaded.source === undefined || loaded.source === null) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
    const { format } = loaded
    if (format !== 'module' && format !== 'module-typescript' && format !== 'commonjs') return loaded
    const language = format === 'module-typescript' ? 'typescript' : 'javascript'
    const kind = format === 'commonjs' ? 'commonjs' : 'module'
    const { text, counters } = insertCounters(source, language, kind, next)
    if (next + counters > edges.length) throw new Error(`More than ${edges.length} places to count.`)
    next += counters
    return { ...loaded, source: text }
  },
})
