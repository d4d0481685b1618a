/** What a JSON text says; undefined where it is none, which JSON has no word for and no schema of an object takes. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
