import { Element } from 'domhandler'

/** Elements that hold no text to be read, text of a form, or what was struck out: it is withdrawn, and a dose in it must not be quoted. */
export const unread: ReadonlySet<string> = new Set(
  'head script style template noscript svg math canvas iframe object embed video audio map select button input textarea datalist progress meter form rp rt del s strike'.split(
    ' ',
  ),
)

export const blockElements: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Ways through a site, and what stands around the matter of a page. */
export function besideTheMatter({ name, attribs }: Element): boolean {
  const role = (attribs.role ?? '').trim().toLowerCase()
  return (
    name === 'nav' ||
    name === 'footer' ||
    name === 'aside' ||
    name === 'search' ||
    /^(?:navigation|banner|contentinfo|search|complementary|dialog|alertdialog|menu|menubar|toolbar)$/.test(
      role,
    )
  )
}

/** Whether an element holds a block, at any depth. */
export function holdsBlocks(element: Element): boolean {
  return element.children.some(
    (child) => child instanceof Element && (blockElements.has(child.name) || holdsBlocks(child)),
  )
}
