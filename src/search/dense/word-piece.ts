/*
 * The tokens of BERT and of the many small models made after it (Devlin and others 2018, the file `tokenization.py` of their
 * repository): words and signs, each cut into the longest pieces that the vocabulary has.
 */

export interface WordPieceOptions {
  readonly lowerCase: boolean
  /** Tokens of a text with the two that open and close it; the rest is cut off. */
  readonly mostTokens: number
}

const longestWord = 200

export class WordPiece {
  readonly #ids: ReadonlyMap<string, number>
  readonly #options: WordPieceOptions
  readonly #unknown: number
  readonly #open: number
  readonly #close: number
  /** Fills up the shorter texts of a batch. */
  readonly padding: number

  /**
   * @param vocabulary its tokens in the order of their numbers
   * @throws RangeError where one of the tokens that every text needs is not in it
   */
  constructor(vocabulary: readonly string[], options: WordPieceOptions) {
    this.#ids = new Map(vocabulary.map((token, id) => [token, id]))
    this.#options = options
    this.#unknown = this.#idOf('[UNK]')
    this.#open = this.#idOf('[CLS]')
    this.#close = this.#idOf('[SEP]')
    this.padding = this.#idOf('[PAD]')
  }

  /** Numbers of the tokens of a text, with those that open and close it. */
  encode(text: string): number[] {
    const ids = [this.#open]
    const most = this.#options.mostTokens - 1
    for (const word of basicTokens(text, this.#options.lowerCase)) {
      ids.push(...this.#pieces(word))
      if (ids.length >= most) break
    }
    return [...ids.slice(0, most), this.#close]
  }

  #pieces(word: string): readonly number[] {
    const letters = [...word]
    if (letters.length > longestWord) return [this.#unknown]
    const pieces: number[] = []
    for (let from = 0; from < letters.length; ) {
      let to = letters.length
      let found: number | undefined
      for (; to > from; to--) {
        const piece = letters.slice(from, to).join('')
        found = this.#ids.get(from === 0 ? piece : `##${piece}`)
        if (found !== undefined) break
      }
      if (found === undefined) return [this.#unknown]
      pieces.push(found)
      from = to
    }
    return pieces
  }

  #idOf(token: string): number {
    const id = this.#ids.get(token)
    if (id === undefined) throw new RangeError(`the vocabulary must have ${token}`)
    return id
  }
}

// Signs of ASCII that Unicode does not count among the punctuation are split off too.
const sign = /[\p{P}$+<=>^`|~]/u
const chinese =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b820}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u

/** Words and single signs, in lower case and without accents where the model was trained so. */
export function basicTokens(text: string, lowerCase: boolean): string[] {
  // Control and format characters go; tabs and line ends are spaces.
  const clean = text.replace(/[\t\n\r]/g, ' ').replace(/[\p{C}\ufffd]/gu, '')
  const folded = lowerCase
    ? clean
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{Mn}+/gu, '')
    : clean
  const tokens: string[] = []
  let word = ''
  const end = (): void => {
    if (word !== '') tokens.push(word)
    word = ''
  }
  for (const letter of folded) {
    if (/\s/u.test(letter)) end()
    else if (sign.test(letter) || chinese.test(letter)) {
      end()
      tokens.push(letter)
    } else word += letter
  }
  end()
  return tokens
}
