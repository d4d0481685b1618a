/** What a source file may hold at most; more is a problem, never a full memory. */
export interface Limits {
  /** Bytes of a file as it lies on the disk. */
  readonly fileBytes: number
  /** Bytes that come out of a compressed file or an archive. */
  readonly unpackedBytes: number
  /** Bytes, unpacked, of a PDF: it cannot be read piece by piece. */
  readonly pdfBytes: number
  /** Bytes, unpacked, of a page of HTML, which cannot be read piece by piece either. */
  readonly pageBytes: number
  /** Bytes, unpacked, of a markdown text, nor can that. */
  readonly markdownBytes: number
  /** Characters of one record with its markup: an article, a label, a line of JSON. */
  readonly recordCharacters: number
  /** Characters of the text of one document. */
  readonly documentCharacters: number
  /** Elements within each other. */
  readonly depth: number
  /** Pages of a PDF. */
  readonly pages: number
}

export const defaultLimits: Limits = {
  fileBytes: 400_000_000,
  unpackedBytes: 8_000_000_000,
  pdfBytes: 64_000_000,
  pageBytes: 8_000_000,
  markdownBytes: 2_000_000,
  recordCharacters: 16_000_000,
  documentCharacters: 4_000_000,
  depth: 200,
  pages: 3000,
}
