import PdfDocument from 'pdfkit'

type Draw = (pdf: PDFKit.PDFDocument) => void

/** A PDF made by another program than the one that reads it. */
export async function makePdf(draw: Draw, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const pdf = new PdfDocument({ size: 'A4', margin: 0, ...options })
  const chunks: Uint8Array[] = []
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve())
    pdf.on('error', reject)
  })
  draw(pdf)
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

/** Lines below each other, each at its place and of its size; the next free height. */
export function lines(
  pdf: PDFKit.PDFDocument,
  texts: readonly string[],
  { x = 60, y = 100, size = 10 }: { readonly x?: number; readonly y?: number; readonly size?: number } = {},
): number {
  for (const [index, text] of texts.entries())
    pdf.fontSize(size).text(text, x, y + index * size * 1.3, { lineBreak: false })
  return y + texts.length * size * 1.3
}
