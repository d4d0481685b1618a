import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ShownAnswer } from '../../../../src/review/shown/shown-answer.ts'
import { ShownText } from '../shown-text.tsx'

/** The markup that the desk draws of an answer, without a browser. */
export function drawAnswer(answer: ShownAnswer): string {
  return renderToStaticMarkup(createElement(ShownText, { answer, under: 2 }))
}
