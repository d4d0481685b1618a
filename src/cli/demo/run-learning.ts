import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gateCommand } from '../commands/gate.ts'
import { learn } from '../commands/learn.ts'
import { promoteModel } from '../commands/promote.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { shippedFile } from '../version.ts'

/** Lines of the gate that say what it found; the rest is in its report. */
const gateLinesShown = 6

/**
 * Trains a ranker on the SAMPLE grades by the commands that a user runs, and puts it through a gate against the ranking that was not
 * trained. What passes ranks unseen beside what answers: grades that nobody gave change no answer.
 *
 * @param folder Where model, plan and report of the gate are written, in a workspace with the SAMPLE corpus.
 */
export async function runLearning(folder: string, terminal: Terminal): Promise<CommandResult> {
  await mkdir(folder, { recursive: true })
  const judged = ['questions.jsonl', 'candidates.jsonl'].map(graded)
  const options = { grades: 'four', gate: 0, licence: 'CC0-1.0', sample: true } as const
  const model = join(folder, 'model.json')
  const again = join(folder, 'again.json')
  const learned = await learn(judged, { ...options, curve: true, out: model }, terminal)
  terminal.note(learned.lines[0] ?? '')
  // The gate asks that a model comes out bit for bit when it is trained once more.
  await learn(judged, { ...options, out: again }, terminal)
  const plan = join(folder, 'gate.yaml')
  await copyFile(graded('gate.yaml'), plan)
  await gateCommand(undefined, undefined, [], { plan, lock: true }, terminal)
  const gated = await gateCommand(
    model,
    'label-free-prior',
    ['gate-questions.jsonl', 'gate-candidates.jsonl'].map(graded),
    { plan, grades: 'four', again },
    terminal,
  )
  const passed = gated.exitCode === exitCodes.done
  const tried = passed
    ? await promoteModel(model, {
        corpus: 'main',
        near: folder,
        stage: 'shadow',
        gate: join(folder, 'gate', 'gate.json'),
      })
    : null
  return {
    json: { learned: learned.json, gate: gated.json, tried: tried?.json ?? null },
    lines: [
      'SAMPLE grades of simulated reviewers, learned from; the trained ranker against the one that was not trained:',
      ...gated.lines.slice(0, gateLinesShown),
      ...(tried?.lines.slice(0, 1) ?? ['It did not pass, so nothing of it is tried.']),
      `What it is worth, and its gate: ${shownPath(join(folder, 'model.card.md'))}, ${shownPath(join(folder, 'gate', 'gate.html'))}`,
    ],
  }
}

function graded(file: string): string {
  return fileURLToPath(shippedFile(`corpora/sample-graded/${file}`))
}
