import { type DraftBlock, type DraftInline, mapInlines, mapTexts } from '../shown/reading/draft.ts'
import { readAnswer } from '../shown/reading/read-answer.ts'
import { joinPlaced, type PlacedText } from '../shown/text/placed-text.ts'

/** The texts of an answer as they are seen, one for each paragraph, heading, cell and preformatted block. */
export function visibleRuns(text: string): readonly PlacedText[] {
  const { blocks, notes } = readAnswer(text)
  return [...blocks, ...[...notes.values()].flat()].flatMap(runsOf)
}

function runsOf(block: DraftBlock): readonly PlacedText[] {
  const runs: PlacedText[] = []
  mapInlines(block, (inlines) => {
    runs.push(joinPlaced(inlines.flatMap(placedOf)))
    return inlines
  })
  if (block.kind === 'preformatted' || block.kind === 'list' || block.kind === 'quote') {
    runs.push(...preformatted(block))
  }
  return runs
}

function placedOf(inline: DraftInline): readonly PlacedText[] {
  if ('placed' in inline) return [inline.placed]
  return 'children' in inline ? inline.children.flatMap(placedOf) : []
}

function preformatted(block: DraftBlock): readonly PlacedText[] {
  if (block.kind === 'preformatted') {
    const runs: PlacedText[] = []
    mapTexts(block, (placed) => {
      runs.push(placed)
      return placed
    })
    return runs
  }
  if (block.kind === 'list') return block.entries.flat().flatMap(preformatted)
  return block.kind === 'quote' ? block.children.flatMap(preformatted) : []
}
