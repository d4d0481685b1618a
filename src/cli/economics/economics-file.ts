import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problem } from '../../problem.ts'
import { escapeText } from '../../report/escape.ts'
import type { EconomicsPlace } from '../../server/contract/economics.ts'
import { shippedFile } from '../version.ts'

/** Names that the build gives the page as one script and one sheet. */
const script = /^economics-alone-[\w-]+\.js$/
const sheet = /^economics-alone-[\w-]+\.css$/

/**
 * The economics page as one HTML file that needs no server and no network, with its data inside.
 *
 * @param pages Folder of the built pages.
 * @throws ProblemError PAGES_NOT_BUILT
 */
export async function economicsFile(
  place: EconomicsPlace,
  pages = fileURLToPath(shippedFile('dist-web')),
): Promise<string> {
  const assets = join(pages, 'assets')
  const names = await readdir(assets).catch(() => [])
  const read = async (pattern: RegExp) => {
    const name = names.find((one) => pattern.test(one))
    if (name !== undefined) return readFile(join(assets, name), 'utf8')
    throw problem(
      'PAGES_NOT_BUILT',
      'The pages of the workbench are not built.',
      'In a clone `npm run build:web` builds them once; `npm start` does it by itself.',
      { place: { file: pages } },
    )
  }
  const title = place.study === null ? 'Economics' : `${place.study.title}, economics`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(title)}</title>`,
    `<style>${await read(sheet)}</style>`,
    '</head>',
    '<body>',
    '<div id="economics"></div>',
    '<noscript>This page needs JavaScript: its sliders change the numbers.</noscript>',
    // Inside a script only `<` can end it or begin a comment.
    `<script type="application/json" id="economics-data">${JSON.stringify(place).replaceAll('<', '\\u003c')}</script>`,
    `<script>${(await read(script)).replaceAll('</script', '<\\/script')}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
