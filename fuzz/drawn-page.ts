import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { build } from 'vite'
import type { ShownAnswer } from '../src/review/shown/shown-answer.ts'

const root = path.join(import.meta.dirname, '..')

/** The desk's own drawing of answers, built as the pages are. */
export async function deskDrawing(): Promise<(answer: ShownAnswer) => string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root,
    build: { ssr: path.join(root, 'web/desk/shown/testing/draw-answer.ts'), write: false, minify: false },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const chunk = bundle !== undefined && 'output' in bundle ? bundle.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new TypeError('The drawing was not built.')
  // Within the repository, where React is found.
  const folder = path.join(root, '.cache', 'fuzz')
  const file = path.join(folder, `draw-answer-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, chunk.code)
  const { drawAnswer }: { readonly drawAnswer: (answer: ShownAnswer) => string } = await import(
    pathToFileURL(file).href
  )
  await rm(file)
  return drawAnswer
}

/** What the desk draws; everything else came out of an answer. */
const elements = new Set(
  'html head body div p span h1 h2 h3 h4 h5 h6 ul ol li table caption thead tbody tr th td blockquote pre hr strong em s del code sup br bdi'.split(
    ' ',
  ),
)
const attributes = /^(?:class|start|data-sentence|aria-[a-z]+|role|tabindex|scope|dir|title)$/

/** The first thing in a page that may load, run or lead elsewhere, in words, by a browser's rules of reading; null: none. */
export function strangeInPage(markup: string): string | null {
  return strangeIn(parse(markup).childNodes)
}

function strangeIn(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): string | null {
  for (const node of nodes) {
    if (node.nodeName === '#comment') return 'a comment'
    if (!('tagName' in node)) continue
    if (!elements.has(node.tagName)) return `the element ${node.tagName}`
    const strange = node.attrs.find(({ name }) => !attributes.test(name))
    if (strange !== undefined) return `the attribute ${strange.name} at ${node.tagName}`
    const below = strangeIn(node.childNodes)
    if (below !== null) return below
  }
  return null
}
