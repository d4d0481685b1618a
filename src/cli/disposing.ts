/** Uses something and disposes of it; `await using` says the same, and Node 22 does not know it. */
export async function disposing<Resource extends AsyncDisposable, Result>(
  resource: Resource,
  use: (resource: Resource) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(resource)
  } finally {
    await resource[Symbol.asyncDispose]()
  }
}
