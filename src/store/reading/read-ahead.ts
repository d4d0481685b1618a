/**
 * The same pages, each asked for while the one before is worked on, so that the database and its reader do not wait for each
 * other. Whoever stops early waits for the page that was asked for last: nothing is asked any more once it has ended.
 */
export async function* readAhead<Page>(source: AsyncGenerator<Page>): AsyncGenerator<Page> {
  let next = source.next()
  try {
    for (;;) {
      const page = await next
      if (page.done === true) return
      next = source.next()
      // Whoever takes the page hears of a failure.
      next.catch(() => {})
      yield page.value
    }
  } finally {
    await next.catch(() => {})
    await source.return(undefined)
  }
}
