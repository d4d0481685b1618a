import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'

const unpackers = [gunzipSync, zstdDecompressSync, brotliDecompressSync, inflateSync]

/** Bytes, and what they are unpacked, for whoever looks for words in them. */
function asText(bytes: Buffer): string {
  const texts = [bytes.toString('latin1')]
  for (const unpack of unpackers) {
    try {
      texts.push(unpack(bytes).toString('latin1'))
    } catch {
      // They are not packed in this way.
    }
  }
  return texts.join('\n')
}

/** Tables of a database in which a text stands, in whatever column; packed bytes are unpacked. */
export async function tablesWithText(store: Store, text: string): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ readonly name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1`.execute(store.database)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(name)}`.execute(
      store.database,
    )
    const holds = rows.some((row) =>
      Object.values(row).some((value) =>
        value instanceof Buffer ? asText(value).includes(text) : (JSON.stringify(value) ?? '').includes(text),
      ),
    )
    if (holds) found.push(name)
  }
  return found
}

/** Files below a folder in which a text stands, those of the database's cluster among them; packed files are unpacked. */
export async function filesWithText(folder: string, text: string): Promise<readonly string[]> {
  const found: string[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // A file of a running server may go while it is looked for.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0))
    if (asText(bytes).includes(text)) found.push(path)
  }
  return found
}
