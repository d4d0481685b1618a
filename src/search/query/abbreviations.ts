import { stem } from '../text/words.ts'
import { careAbbreviations, dosingAbbreviations } from './abbreviation-care.ts'
import { conditionAbbreviations } from './abbreviation-conditions.ts'

/** One thing that a short form can mean. */
export interface Meaning {
  readonly text: string
  /** Stems that speak for it when they stand in the same question. */
  readonly cues: ReadonlySet<string>
}

export interface Abbreviation {
  /** In lower case; some are more than one word. */
  readonly short: string
  /** In order of use. */
  readonly meanings: readonly Meaning[]
  /** A word of plain English too: a short form only where it stands in capitals. */
  readonly capitalsOnly: boolean
  /** Of a prescription: a way, a time or a unit. */
  readonly dosing: boolean
}

/** All short forms known here. */
export const abbreviations: readonly Abbreviation[] = [
  ...read(conditionAbbreviations, false),
  ...read(careAbbreviations, false),
  ...read(dosingAbbreviations, true),
]

/**
 * What a short form means in a question with the given stems: the meanings with the most cues there; without any cue the
 * first, or, where several are as usual as each other and none has words of its own, all.
 */
export function meaningsIn(abbreviation: Abbreviation, stems: ReadonlySet<string>): readonly Meaning[] {
  const [usual] = abbreviation.meanings
  if (usual === undefined || abbreviation.meanings.length === 1) return abbreviation.meanings
  const counts = abbreviation.meanings.map(({ cues }) => [...cues].filter((cue) => stems.has(cue)).length)
  const most = Math.max(...counts)
  if (most > 0) return abbreviation.meanings.filter((_, index) => counts[index] === most)
  // A meaning without cues is what the short form stands for by itself; otherwise all of them may be meant.
  const plain = abbreviation.meanings.filter(({ cues }) => cues.size === 0)
  return plain.length > 0 ? plain : abbreviation.meanings
}

function read(lines: string, dosing: boolean): Abbreviation[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', meanings = ''] = line.split('|')
      return {
        short: head.replace(/^!/, ''),
        meanings: meanings.split(';').map(readMeaning),
        capitalsOnly: head.startsWith('!'),
        dosing,
      }
    })
}

function readMeaning(written: string): Meaning {
  const [text = '', cues = ''] = written.split(':')
  return {
    text,
    cues: new Set(
      cues
        .split(',')
        .filter((cue) => cue !== '')
        .map(stem),
    ),
  }
}
