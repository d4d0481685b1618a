import { once } from 'node:events'
import { joinServer } from '../embedded/membership.ts'

// A program: joins the server of the workspace in its first argument, prints the port, and leaves when a line
// comes on standard input. With a second argument N it joins and leaves N times without waiting.

const [workspace = '', rounds] = process.argv.slice(2)
const join = () =>
  joinServer(
    workspace,
    () => {},
    () => {},
  )
if (rounds === undefined) {
  const membership = await join()
  process.stdout.write(`${membership.address.port}\n`)
  await Promise.race([once(process.stdin, 'data'), once(process.stdin, 'end')])
  process.stdin.destroy()
  await membership.leave()
} else {
  for (let round = 0; round < Number(rounds); round += 1) {
    const membership = await join()
    await membership.ensureDatabase('equipoise')
    await membership.leave()
  }
}
