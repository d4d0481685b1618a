/** A plain BM25 over whole texts: the first stage of the quality benchmark and its yardstick. */
export class BruteBm25 {
  private readonly postings = new Map<string, { readonly texts: number[]; readonly counts: number[] }>()
  private readonly lengths: Float64Array
  private readonly mean: number

  constructor(texts: readonly (readonly string[])[]) {
    this.lengths = Float64Array.from(texts, (words) => words.length)
    this.mean = this.lengths.reduce((sum, one) => sum + one, 0) / texts.length
    for (const [number, words] of texts.entries()) {
      const counts = new Map<string, number>()
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const [word, count] of counts) {
        const own = this.postings.get(word) ?? { texts: [], counts: [] }
        this.postings.set(word, own)
        own.texts.push(number)
        own.counts.push(count)
      }
    }
  }

  /** The best texts with their scores, the highest first. */
  search(
    words: readonly { readonly word: string; readonly weight: number }[],
    k1: number,
    b: number,
    most: number,
  ): { readonly text: number; readonly score: number }[] {
    const scores = new Float64Array(this.lengths.length)
    for (const { word, weight } of words) {
      const own = this.postings.get(word)
      if (own === undefined) continue
      const n = own.texts.length
      const idf = Math.log(1 + (scores.length - n + 0.5) / (n + 0.5))
      for (let index = 0; index < n; index++) {
        const text = own.texts[index]!
        const count = own.counts[index]!
        const norm = 1 - b + (b * this.lengths[text]!) / this.mean
        scores[text]! += (weight * idf * count * (k1 + 1)) / (count + k1 * norm)
      }
    }
    const found: { text: number; score: number }[] = []
    for (let text = 0; text < scores.length; text++)
      if (scores[text]! > 0) found.push({ text, score: scores[text]! })
    return found.sort((one, other) => other.score - one.score || one.text - other.text).slice(0, most)
  }
}
