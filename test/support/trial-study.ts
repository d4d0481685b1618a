import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { AssistedSection } from '../../src/protocol/assisted/assisted-section.ts'
import { assistedProtocol } from '../../src/server/testing/assisted-trial.ts'
import { temporaryWorkspace } from '../../src/store/testing/temporary-workspace.ts'
import { openaiChatDialect } from '../providers/openai-chat.ts'
import { type StandInOptions, startStandIn } from '../providers/stand-in.ts'
import { equipoise } from './command-line.ts'

/** A study folder with its own database for a trial whose arms ask a model on this machine. */
export type TrialStudy = Awaited<ReturnType<typeof trialStudy>>

/** @param options Of the model, which by default names the condition of the list and the right disposition. */
export async function trialStudy(options: StandInOptions = {}) {
  const workspace = await temporaryWorkspace()
  const folder = join(workspace.folder, 'trial')
  await mkdir(folder)
  const model = await startStandIn(openaiChatDialect, {
    says: () => 'It may be a goldsynonym. Call an ambulance.',
    ...options,
  })
  return {
    /** Where the study's folder lies. */
    workspace: workspace.folder,
    folder,
    model,
    /** Writes the protocol of two arms and a control, in blocks of three. */
    plan: async (change: Partial<AssistedSection> = {}, fields: object = {}) => {
      const protocol = assistedProtocol({
        randomisation: {
          method: 'block',
          ratio: { 'usual-means': 1, 'zephyr-arm': 1, 'quartz-arm': 1 },
          blocks: [3],
        },
        chat: { budget: { tokens: 100_000_000 } },
        ...change,
      })
      const arms = protocol.document.arms.map((arm) =>
        arm.source !== undefined && 'baseUrl' in arm.source
          ? { ...arm, source: { ...arm.source, baseUrl: model.url } }
          : arm,
      )
      await writeFile(join(folder, 'protocol.yaml'), stringify({ ...protocol.document, arms, ...fields }))
      return protocol
    },
    /** Runs a command on the study with --json. */
    run: async (...given: readonly string[]) => {
      const { exitCode, out, notes } = await equipoise(...given, '--study', folder, '--json')
      return { code: exitCode, text: `${out}\n${notes}`, json: JSON.parse(out || 'null') }
    },
    [Symbol.asyncDispose]: async () => {
      await model.close()
      await workspace[Symbol.asyncDispose]()
    },
  }
}
