import type { Page } from 'playwright-core'

/** From this width of a page, in pixels of CSS, drawings are laid out for a page, and below it for a phone: 46 rem. */
const wideFrom = 737

/**
 * Drawings that are not seen in exactly the layout that fits the width, each by the layouts in which it is seen. Those inside
 * something folded are not looked at.
 */
export function misfittingDrawings(page: Page, width: number): Promise<string[]> {
  const fitting = width < wideFrom ? 'narrow' : 'wide'
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('.drawing')]
      .filter((drawing) => drawing.checkVisibility())
      .map((drawing) => [...drawing.children].filter((one) => one.checkVisibility()).map((one) => one.className).join(' and '))
      .filter((seen) => seen !== '${fitting}')`,
  )
}
