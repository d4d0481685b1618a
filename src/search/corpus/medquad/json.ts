import { z } from 'zod'
import { decodeText } from '../bytes/decode-text.ts'
import { jsonLines } from '../bytes/json-lines.ts'
import { checkRecord } from '../check-record.ts'
import type { Loader } from '../loader.ts'
import { PairIds, pairDocument } from './pair.ts'

const pairSchema = z.object({
  id: z.string().min(1),
  focus: z.string(),
  synonyms: z.array(z.string()),
  qtype: z.string(),
  question: z.string(),
  answer: z.string(),
  url: z.string().nullable(),
})

/** MedQuAD as JSON Lines, one pair of question and answer a line. */
export const loadMedquadJson: Loader = async function* ({ file, head, bytes, limits }) {
  const ids = new PairIds()
  for await (const line of jsonLines(decodeText(bytes, head, file.name), file.name, limits)) {
    if ('problem' in line) {
      yield { kind: 'problem', problem: line.problem }
      continue
    }
    const checked = checkRecord(pairSchema, line.value, line.place)
    if ('problem' in checked) {
      yield { kind: 'problem', problem: checked.problem }
      continue
    }
    const { id, qtype, url, ...pair } = checked.value
    const document = id.slice(0, Math.max(0, id.lastIndexOf('/')))
    yield pairDocument(
      { ...pair, id: ids.unique(id, document), kind: qtype, url: url === '' ? null : url },
      line.place,
      limits,
    )
  }
}
