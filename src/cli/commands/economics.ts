import { join } from 'node:path'
import { type Choices, economicsOf, usualChoices } from '../../economics/economics.ts'
import { isPriced, type StudyEconomics } from '../../economics/study/study-economics.ts'
import { problem } from '../../problem.ts'
import { writeUsualAssumptions } from '../economics/assumptions-file.ts'
import { economicsFile } from '../economics/economics-file.ts'
import { economicsLines } from '../economics/economics-lines.ts'
import { economicsPlace } from '../economics/economics-place.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { checkEconomicsFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface EconomicsOptions {
  /** File of assumptions. */
  readonly assumptions?: string | undefined
  /** File to begin with. */
  readonly new?: string | undefined
  /** Arm whose measured cost is that of an answer by the token. */
  readonly arm?: string | undefined
  readonly measure?: string | undefined
  readonly against?: string | undefined
  readonly out?: string | undefined
}

/** What answers cost, what quality costs, which way to get them is cheapest, and where the profit goes. */
export async function economics(
  study: string | undefined,
  options: EconomicsOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (options.new !== undefined) {
    await writeUsualAssumptions(options.new)
    return {
      json: { file: options.new },
      lines: [`Wrote ${shownPath(options.new)}. Change figures and their sources there.`],
    }
  }
  if (options.out !== undefined) await checkEconomicsFolder(options.out)
  return study === undefined
    ? economicsOfPlace(null, options)
    : withStudy(studyFolder(study), terminal, (open) => economicsOfPlace(open, options))
}

async function economicsOfPlace(open: OpenStudy | null, options: EconomicsOptions): Promise<CommandResult> {
  const { file, ...place } = await economicsPlace(open, options.assumptions)
  const { assumptions, study } = place
  const choices = chosen(study, options)
  const found = economicsOf(assumptions, study, choices)
  const json = {
    software: `equipoise ${softwareVersion}`,
    assumptionsFile: file === null ? null : shownPath(file),
    assumptions,
    study,
    choices,
    ...found,
  }
  const lines = economicsLines(assumptions, study, found)
  if (options.out === undefined) return { json, lines }
  const page = join(options.out, 'economics.html')
  await writeFolderWhole(
    options.out,
    new Map([
      ['economics.html', await economicsFile(place)],
      ['economics.json', `${JSON.stringify(json, null, 2)}\n`],
    ]),
  )
  return { json: { ...json, page }, lines: [...lines, `Page: ${shownPath(page)}`] }
}

function chosen(study: StudyEconomics | null, { arm, measure, against }: EconomicsOptions): Choices {
  const usual = usualChoices(study)
  const priced = (study?.arms ?? []).filter(isPriced).map((one) => one.arm)
  const check = (field: string, value: string | undefined, known: readonly string[]): void => {
    if (value === undefined || known.includes(value)) return
    throw problem(
      'ECONOMICS_CHOICE',
      'The study has nothing of this name with a known cost.',
      'Name one that it has.',
      {
        place: { field },
        value,
        expected: known.length === 0 ? 'none: nothing is known' : known.join(', '),
      },
    )
  }
  if (study?.blind === true && measure !== undefined) {
    throw problem(
      'ECONOMICS_BLIND',
      'The study is blind, so it has no measure of quality yet.',
      'Leave --measure out, or let an owner unblind the study first.',
      { place: { field: '--measure' }, value: measure },
    )
  }
  check('--arm', arm, priced)
  check('--against', against, priced)
  check(
    '--measure',
    measure,
    (study?.measures ?? []).map(({ id }) => id),
  )
  return {
    tokenArm: arm ?? usual.tokenArm,
    measure: measure ?? usual.measure,
    against: against ?? usual.against,
  }
}
