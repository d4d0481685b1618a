import { readEconomics } from '../../src/economics/assumptions/read-economics.ts'
import { readLedgerFile } from '../../src/evidence/reading/read-ledger-file.ts'
import { parseMapping } from '../../src/exchange/mapping-file.ts'
import { readGatePlan } from '../../src/learning/gate/read-gate-plan.ts'
import { createLock, lockText, readLock } from '../../src/protocol/lock.ts'
import { readProtocol } from '../../src/protocol/read.ts'
import { bytesOf, reader, textOf } from '../target.ts'
import { filesOf, folderOf, textsOf } from './seeds.ts'

const yamlWords = [
  '&a ',
  '*a',
  '<<: *a',
  '? ',
  '!!binary ',
  '!!set ',
  '!!timestamp ',
  '|2-\n',
  '>+\n',
  '%YAML 1.1\n---\n',
  '{a: [',
  '- - - ',
  ': ',
  '~',
  '.inf',
  '0o17',
  '2026-02-30',
]

export const protocolTarget = reader(
  'protocol',
  [
    ...yamlWords,
    'schemaVersion: 1',
    'arms:',
    'source: {via: api, provider: compatible, model: m, baseUrl: "http://127.0.0.1/v1"}',
    'via: degraded',
    'hypotheses:',
    'axes:',
    'review:',
    'collect:',
    'keyFrom:',
    'looks:',
    'margin: ',
    'items:',
    'marking:',
    'factorial:',
  ],
  async () => [
    ...(await filesOf(
      'studies/sample/protocol.yaml',
      'studies/sample-answers/protocol.yaml',
      'studies/ask/protocol.yaml',
      'studies/scale-or-feedback/protocol.yaml',
      'studies/heidi-side-by-side/protocol.yaml',
    )()),
  ],
  (input) => readProtocol(textOf(input), 'protocol.yaml'),
)

export const lockTarget = reader(
  'lock',
  ['"lockFormat":1', '"protocolHash":', '"deviations":', '"document":', '"previous":null'],
  async () => {
    const [text] = await filesOf('studies/sample-answers/protocol.yaml')()
    const lock = createLock({
      protocol: readProtocol(textOf(text ?? new Uint8Array()), 'protocol.yaml'),
      software: '0.1.0',
      lockedAt: '2026-09-01T10:00:00Z',
      data: { answers: 0, judgments: 0, outcomeMarks: 0, hash: null, armsVisible: false },
      previous: null,
      amendmentReason: null,
    })
    return [bytesOf(lockText(lock))]
  },
  (input) => readLock(textOf(input), 'lock.json'),
)

export const mappingTarget = reader(
  'mapping',
  [
    ...yamlWords,
    'form: pairwise',
    'form: absolute',
    'form: items',
    'columns:',
    'values:',
    'levels:',
    'utcOffset: +02:00',
    '{constant: a}',
    'statuses:',
    'schemaVersion: 2',
  ],
  filesOf(
    'studies/sample/pairs.mapping.yaml',
    'studies/sample/absolute.mapping.yaml',
    'studies/sample/items.mapping.yaml',
    'studies/sample-answers/items.mapping.yaml',
  ),
  (input) => parseMapping(textOf(input), 'mapping.yaml'),
)

export const economicsTarget = reader(
  'economics',
  [
    ...yamlWords,
    'figures:',
    'prices:',
    'arms:',
    'low: 0',
    'high: 1',
    'inputPerMillion: 3',
    'perAnswer: 0.1',
    'basis:',
    'source:',
    'date: 2026-01-01',
  ],
  textsOf(
    'schemaVersion: 1\nfigures: {}\nprices:\n  - {model: compatible/ours, inputPerMillion: 0.2, outputPerMillion: 0.8, source: invented, date: 2026-01-01}\narms:\n  - {arm: leaflet, perAnswer: 0.1, source: invented, date: 2026-01-01}\n',
  ),
  (input) => readEconomics(textOf(input), 'economics.yaml', '2026-12-31', null),
)

export const evidenceTarget = reader(
  'evidence',
  [...yamlWords, 'claims:', 'sources:', 'threads:', 'relations:', 'status:', 'estimate:', 'kind:'],
  folderOf('evidence', '.yaml'),
  (input) => readLedgerFile(textOf(input), 'claims.yaml'),
)

export const gatePlanTarget = reader(
  'gate-plan',
  [
    ...yamlWords,
    'quality:',
    'margin: 0.1',
    'looks: {information: [0.5, 1], spending: pocock}',
    'redFlags:',
    'strata:',
  ],
  filesOf('corpora/sample-graded/gate.yaml'),
  (input) => readGatePlan(textOf(input), 'gate.yaml'),
)
