import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type CommandOutcome, projectRoot } from './command-line.ts'

/** What a reader of a guide does: puts a file where its name says, or types a command. */
export type GuideStep = { readonly file: string; readonly text: string } | { readonly command: string }

/** The steps of a page of the guide, in the order in which it prints them. */
export async function guideSteps(page: string): Promise<readonly GuideStep[]> {
  const text = await readFile(join(projectRoot, 'docs', 'guide', `${page}.md`), 'utf8')
  const steps: GuideStep[] = []
  let named: string | null = null
  for (const block of blocksOf(text)) {
    if (typeof block === 'string') {
      if (block.trim() !== '') named = /^`?([\w./-]+\.[a-z]+)`?:?$/.exec(block)?.[1] ?? null
      continue
    }
    if (named !== null) steps.push({ file: named, text: `${block.join('\n')}\n` })
    else for (const line of block) if (line.startsWith('equipoise ')) steps.push({ command: line })
    named = null
  }
  return steps
}

/** Lines of prose as they are, and blocks of code, fenced or set in by four, as lists of their lines. */
function blocksOf(page: string): (string | string[])[] {
  const blocks: (string | string[])[] = []
  let code: string[] | null = null
  let fenced = false
  for (const line of page.split('\n')) {
    const fence = line.startsWith('```')
    const inside = fenced ? !fence : line.startsWith('    ')
    if (fence) fenced = !fenced
    if (inside) {
      if (code === null) {
        code = []
        blocks.push(code)
      }
      code.push(fenced ? line : line.slice(4))
    } else {
      code = null
      if (!fence) blocks.push(line)
    }
  }
  return blocks
}

/** Does the steps in a folder; gives what each command printed, under the command. */
export async function followGuide(
  steps: readonly GuideStep[],
  folder: string,
): Promise<ReadonlyMap<string, CommandOutcome>> {
  const outcomes = new Map<string, CommandOutcome>()
  for (const step of steps) {
    if ('command' in step) outcomes.set(step.command, await typed(step.command, folder))
    else {
      const path = join(folder, step.file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, step.text)
    }
  }
  return outcomes
}

/** Runs a command line in a shell, in which `equipoise` is the executable of this clone. */
function typed(command: string, cwd: string): Promise<CommandOutcome> {
  const executable = join(projectRoot, 'bin', 'equipoise.mjs')
  const script = `equipoise() { '${process.execPath}' '${executable}' "$@"; }\n${command}`
  return new Promise((resolve) => {
    execFile('sh', ['-c', script], { cwd }, (error, out, notes) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), out: out.trimEnd(), notes }),
    )
  })
}
