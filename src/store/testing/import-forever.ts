import { writeImport } from '../imports/write-import.ts'
import { openStore } from '../store.ts'
import { ensureStudy } from '../studies.ts'
import { pairwise } from './sample.ts'

// A program: `import-forever DATABASE_URL START` imports files of 10,000 marks, numbered from START, until it
// is killed. Prints a line when it begins and the number of each file that is stored.

const [databaseUrl = '', start = '0'] = process.argv.slice(2)
const rows = 10_000

async function* none() {}

async function* marks(number: number) {
  for (let from = 0; from < rows; from += 2500) {
    yield Array.from({ length: 2500 }, (_, index) =>
      pairwise({
        item: `q${number}-${(from + index) % 500}`,
        reviewer: null,
        rulebookVersion: String(number),
      }),
    )
  }
}

const store = await openStore({ workspace: '.', databaseUrl })
const study = await ensureStudy(store, 'trial', 'A trial')
process.stdout.write('begin\n')
for (let number = Number(start); ; number += 1) {
  const fileSha256 = number.toString(16).padStart(64, '0')
  const file = {
    kind: 'marks',
    fileName: `${number}.csv`,
    fileSha256,
    rowsRead: rows,
    rowsSkipped: 0,
    skipped: [],
  }
  await writeImport(store, study, file, {
    items: none(),
    arms: [],
    answers: none(),
    judgments: marks(number),
  })
  process.stdout.write(`${number}\n`)
}
