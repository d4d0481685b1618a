/** Seconds that so many calls take in a bare loop of `fetch` and `JSON.parse` that keeps nothing. */
export async function bareLoop(url: string, calls: number, concurrency: number): Promise<number> {
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    while (next < calls) {
      next += 1
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'our-model',
          messages: [{ role: 'user', content: `Question ${next}?` }],
        }),
      })
      JSON.parse(await response.text())
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return (performance.now() - begun) / 1000
}
