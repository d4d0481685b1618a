/** What a JSON text says; null where it is none, which no schema of the gate's files takes. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
