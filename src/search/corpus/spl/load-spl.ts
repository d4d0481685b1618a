import { decodeText } from '../bytes/decode-text.ts'
import type { Loader } from '../loader.ts'
import { xmlRecords } from '../xml/read-records.ts'
import { loadLabel } from './label.ts'

/** Labels of DailyMed: one Structured Product Label a file. */
export const loadSpl: Loader = async function* ({ file, head, bytes, limits }) {
  const records = xmlRecords(
    decodeText(bytes, head, file.name),
    file.name,
    limits,
    (path) => path.length === 1,
  )
  for await (const record of records)
    yield 'code' in record ? { kind: 'problem', problem: record } : loadLabel(record, file.name, limits)
}
