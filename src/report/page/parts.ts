import { escapeText } from '../escape.ts'
import type { FigureFrame, Layout } from '../figures/svg.ts'
import type { DrawnContext } from './context.ts'

/** A drawing in both layouts; the style sheet shows the one that fits. */
export function renderFigure(
  context: DrawnContext,
  figure: {
    readonly title: string
    readonly description: string
    /** HTML. */
    readonly caption: string
    readonly draw: (frame: FigureFrame) => string
  },
): string {
  const frame = (layout: Layout): FigureFrame => ({
    id: context.id('figure'),
    title: figure.title,
    description: figure.description,
    layout,
    sample: context.results.study.sample,
  })
  return [
    '<figure class="drawing">',
    `<figcaption>${figure.caption}</figcaption>`,
    `<div class="wide">${figure.draw(frame('wide'))}</div>`,
    `<div class="narrow">${figure.draw(frame('narrow'))}</div>`,
    '</figure>',
  ].join('\n')
}

/**
 * Something that opens on demand and stands open in print.
 *
 * @param content HTML.
 * @param classes `screen-only` for what print leaves out.
 */
export function fold(summary: string, content: string, classes = ''): string {
  return `<details${classAttribute(classes)}><summary>${summary}</summary>\n${content}\n</details>`
}

export function paragraph(content: string, classes = ''): string {
  return `<p${classAttribute(classes)}>${content}</p>`
}

function classAttribute(classes: string): string {
  return classes === '' ? '' : ` class="${classes}"`
}

/** A list of texts of people or of the analysis; empty for none. */
export function bulletList(texts: readonly string[]): string {
  if (texts.length === 0) return ''
  return `<ul>${texts.map((text) => `<li>${escapeText(text)}</li>`).join('')}</ul>`
}
