import { escapeText } from '../../report/escape.ts'

/** A page of a few words, in the style of the door. @param body HTML. */
export function plainPage(title: string, body: string): string {
  const words = escapeText(title)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${words}</title><link rel="stylesheet" href="/door.css"></head><body><main><h1>${words}</h1>${body}</main></body></html>`
}
