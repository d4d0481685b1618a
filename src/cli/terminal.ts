import { isLogging } from '../telemetry/log.ts'
import { oneLine, visibleText } from './visible-text.ts'

/** Where a command writes. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** A line of the result. */
  out(line: string): void
  /** A line about the run: progress, remarks, problems. */
  note(line: string): void
  /** Shows how far a piece of work is; `total` null where it is not known. */
  progress(step: string, done: number, total: number | null): void
  /** Ends the line of a progress bar, if one is shown. */
  endProgress(): void
}

/** The same terminal, on which nothing that is written has an effect but to be read. */
export function legibleTerminal(terminal: Terminal): Terminal {
  return {
    ...terminal,
    out: (line) => terminal.out(visibleText(line)),
    note: (line) => terminal.note(visibleText(line)),
  }
}

const barWidth = 24
const plainLineEveryMilliseconds = 5000

/** The terminal of this process: a bar that redraws itself on a screen, now and then a plain line elsewhere. */
export function processTerminal(): Terminal {
  let drawn = false
  let lastPlain = 0
  const clear = () => {
    if (drawn) process.stderr.write('\r\u001b[K')
    drawn = false
  }
  return {
    out(line) {
      clear()
      process.stdout.write(`${line}\n`)
    },
    note(line) {
      // Who reads a log of events gets no words: they may repeat what somebody asked.
      if (isLogging()) return
      clear()
      process.stderr.write(`${line}\n`)
    },
    progress(step, done, total) {
      if (isLogging()) return
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\u001b[K${progressText(step, done, total, process.stderr.columns)}`)
        drawn = true
        return
      }
      const now = performance.now()
      if (now - lastPlain < plainLineEveryMilliseconds) return
      lastPlain = now
      process.stderr.write(`${progressText(step, done, total, 200)}\n`)
    },
    endProgress: clear,
  }
}

/** `step  ████████░░░░  3 of 12`, cut to the width of the screen. */
export function progressText(step: string, done: number, total: number | null, columns: number): string {
  const safe = oneLine(step)
  if (total === null) return `${safe}  ${done}`.slice(0, columns - 1)
  const filled = total === 0 ? barWidth : Math.min(barWidth, Math.floor((done / total) * barWidth))
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  return `${bar}  ${done} of ${total}  ${safe}`.slice(0, columns - 1)
}
