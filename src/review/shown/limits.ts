/** What bounds the work on one answer, and its size on the page. An answer of practice has 2,000 to 6,000 characters. */
export const limits = {
  /** UTF-16 units of an answer that are shown; what is cut is said. */
  characters: 200_000,
  /** The rest after so many units or lines is shown as it is written, without reading its markup. */
  markupCharacters: 40_000,
  markupLines: 2_000,
  /** Signs that are read as markup; later ones are plain characters. */
  emphasisMarks: 3_000,
  brackets: 800,
  angles: 1_000,
  pipes: 5_000,
  /** Lists in lists, quotes in quotes; deeper ones lie flat. */
  blockDepth: 10,
  inlineDepth: 8,
  bracketDepth: 6,
  /** Pieces of the tree; what is cut is said. */
  nodes: 20_000,
  references: 500,
  referenceLength: 300,
} as const

/** Stands where an answer ends before its end. */
export const cutMarker = '[The answer is longer than can be shown here. It was cut at this place.]'
