import { readFile, writeFile } from 'node:fs/promises'
import { analyseStudy } from '../commands/analyse.ts'
import { assistedPlanOf, codingCommand } from '../commands/coding.ts'
import { lockStudy } from '../commands/lock.ts'
import { placeProtocol } from '../commands/new.ts'
import { runStudy } from '../commands/run.ts'
import { stagesCommand } from '../commands/stages.ts'
import { trialCommand } from '../commands/trial.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { codeBySample } from './sample-coders.ts'
import { serveSampleModel } from './sample-model.ts'

const protocol = 'sample-assisted'
const participants = 40
const seed = 20_261_126

/**
 * An assisted-use trial with SIMULATED participants, who talk with a SAMPLE model on this machine, by the commands that a user runs. Its
 * texts are coded by a rule, which in a trial two people do.
 *
 * @param folder Where the study is placed.
 */
export async function runTrial(folder: string, terminal: Terminal): Promise<CommandResult> {
  // Not `await using`: Node 22 does not know it.
  const model = await serveSampleModel()
  try {
    return await throughTrial(folder, model.baseUrl, terminal)
  } finally {
    await model[Symbol.asyncDispose]()
  }
}

async function throughTrial(folder: string, baseUrl: string, terminal: Terminal): Promise<CommandResult> {
  const study = { study: folder }
  await placeProtocol(protocol, studyFolder(folder).path)
  const file = studyFolder(folder).protocol
  await writeFile(file, (await readFile(file, 'utf8')).replace('http://127.0.0.1:8000/v1', baseUrl))
  await lockStudy(study, terminal)
  await trialCommand('open', study, terminal)
  // The first stage: the model alone, with the whole case.
  await runStudy(study, terminal)
  const simulated = await trialCommand('simulate', { ...study, participants, seed }, terminal)
  terminal.note(simulated.lines[0] ?? '')
  // Answers of models come to the coders of a closed trial alone.
  await trialCommand('close', study, terminal)
  await codingCommand('open', study, terminal)
  const codes = await withStudy(studyFolder(folder), terminal, (open) =>
    codeBySample(open, assistedPlanOf(open)),
  )
  const analysed = await analyseStudy(study, terminal)
  const stages = await stagesCommand(study, terminal)
  return {
    json: { simulated: simulated.json, codes, stages: stages.json, analysed: analysed.json },
    lines: [
      'A trial of what people decide, with SIMULATED participants, a SAMPLE model that knows six rules, and SAMPLE coders:',
      // With its last line: these intervals are not those of the report.
      ...stages.lines.slice(1),
      'None of these are people, so the report gives no verdict; it draws what is lost from stage to stage.',
      ...analysed.lines.slice(-1),
      `Take part in one of your own: equipoise new ${protocol} my-trial`,
    ],
  }
}
