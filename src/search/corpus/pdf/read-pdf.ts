import { problem } from '../../../problem.ts'
import type { Limits } from '../limits.ts'
import type { PageLayout } from './layout.ts'
import { cellsOf, type Piece } from './page-cells.ts'
import { readingOrder } from './reading-order.ts'

export interface PdfText {
  readonly pages: readonly PageLayout[]
  readonly info: { readonly title: string | null; readonly date: string | null }
}

/** Text below this size in points is hidden, not written. */
const smallestSize = 3

/** Pieces of text that one page may have; a full page of a dense table has a few thousand. */
const mostPieces = 10_000

/** The text of each page by Mozilla's PDF.js. Scripts and forms in it are not run, and nothing is fetched. */
export async function readPdf(data: Uint8Array, file: string, limits: Limits): Promise<PdfText> {
  const { getDocumentProxy } = await import('unpdf')
  try {
    // PDF.js takes the bytes away, and needs the letters' widths only.
    const pdf = await getDocumentProxy(data.slice(), {
      verbosity: 0,
      stopAtErrors: true,
      useSystemFonts: false,
    })
    try {
      if (pdf.numPages > limits.pages) throw tooManyPages(file, pdf.numPages, limits.pages)
      const pages: PageLayout[] = []
      for (let number = 1; number <= pdf.numPages; number++) {
        const page = await pdf.getPage(number)
        const [left = 0, bottom = 0, right = 0, top = 0] = page.view
        const { items } = await page.getTextContent()
        const pieces = items.flatMap((item) => ('str' in item ? pieceOf(item) : []))
        const seen = pieces.filter(
          ({ x, y, size }) => size >= smallestSize && x >= left && x <= right && y >= bottom && y <= top,
        )
        if (seen.length > mostPieces) throw tooManyPieces(file, number)
        const cells = cellsOf(seen.map((piece) => ({ ...piece, y: piece.y - bottom })))
        pages.push({ height: top - bottom, lines: readingOrder(cells, number) })
        page.cleanup()
      }
      return { pages, info: infoOf((await pdf.getMetadata()).info) }
    } finally {
      await pdf.loadingTask.destroy()
    }
  } catch (error) {
    throw pdfProblem(error, file)
  }
}

interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
}

/** Text that does not run from left to right across the page (a stamp, a name at the edge) is left out. */
function pieceOf({ str, transform, width }: TextItem): readonly Piece[] {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform
  if (Math.abs(b) > Math.abs(a) * 0.1 || a <= 0) return []
  return [{ text: str, x, y, width, size: Math.sqrt(c * c + d * d) }]
}

function infoOf(info: object): PdfText['info'] {
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(info, name)
    return typeof value === 'string' && value !== '' ? value : null
  }
  return { title: text('Title'), date: text('ModDate') ?? text('CreationDate') }
}

function tooManyPages(file: string, pages: number, most: number) {
  return problem('SOURCE_TOO_LARGE', 'The PDF has too many pages.', 'Split it.', {
    place: { file },
    value: String(pages),
    expected: `at most ${most} pages`,
  })
}

function tooManyPieces(file: string, page: number) {
  return problem('SOURCE_TOO_LARGE', 'A page of the PDF holds too much text.', 'Leave the page out.', {
    place: { file, field: `page ${page}` },
    expected: `at most ${mostPieces} pieces of text on a page`,
  })
}

function pdfProblem(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'ProblemError') return error
  if (error.name === 'PasswordException')
    return problem(
      'SOURCE_PASSWORD',
      'The PDF is protected by a password.',
      'Save it without one, if you may.',
      {
        place: { file },
      },
    )
  // Whatever PDF.js stumbles over lies in the file.
  return problem('SOURCE_BROKEN', 'The PDF is damaged.', 'Download it again.', {
    place: { file },
    value: error.message,
  })
}
