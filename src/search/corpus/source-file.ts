/** A file to be read, or an entry of an archive. */
export interface SourceFile {
  /** Tells it in problems; an entry of an archive has the name of the archive before its own. */
  readonly name: string
  /** Name of the folder that it is in, without the folders above; null where that is not known. */
  readonly folder: string | null
  /**
   * Folders from the one that was named as a source, that one included, down to the file, joined by `/`: tells files of one name apart.
   * Null where that is not known.
   */
  readonly below: string | null
  /** Bytes as it lies there; null where that is not known before it is read. */
  readonly bytes: number | null
  readonly open: () => AsyncIterable<Uint8Array>
}

/** The last part of a path. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** The id of a document that has none of its own: where its file stands below its source, and its name. */
export function documentIdOf({ name, below }: Pick<SourceFile, 'name' | 'below'>): string {
  return [below, stemOf(name)].filter((part) => part !== null && part !== '').join('/')
}

/** The last part of a path without what follows its last full stops: `a/0000001_1.xml.gz` is `0000001_1`. */
export function stemOf(name: string): string {
  return baseName(name).replace(
    /(?<=.)(?:\.(?:xml|nxml|json|jsonl|ndjson|html?|xhtml|pdf|md|markdown|txt|gz))+$/i,
    '',
  )
}
