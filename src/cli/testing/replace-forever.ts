import { writeFolderWhole } from '../whole-files.ts'

// A program: replaces the folder of its first argument over and over until it is killed. Every version is three
// files with the same text.

const [folder = ''] = process.argv.slice(2)
for (let version = 0; ; version += 1) {
  const text = `${process.pid} ${version}\n`.repeat(2000)
  await writeFolderWhole(
    folder,
    new Map([
      ['a.txt', text],
      ['b.txt', text],
      ['c.txt', text],
    ]),
  )
  if (version === 0) process.stdout.write('begun\n')
}
