import { planPower } from '../../power/plan-power.ts'
import { simulatedPieces } from '../../power/simulate-power.ts'
import { type SimulatedPiece, task } from '../../power/simulate-task.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { finishPart } from '../../store/work/work.ts'
import { softwareVersion } from '../version.ts'
import { simulatePartSchema, simulateWorkSchema } from './payloads.ts'
import type { PartEnd } from './work-loop.ts'
import { once, type PartAtWork, type Workshop } from './workshop.ts'

/** All pieces of a simulation: every worker cuts the same ones from the plan. */
export type PreparedSimulation = readonly SimulatedPiece[]

/** Simulates one piece: trials whose random numbers depend on the plan's seed and their number alone. */
export async function performPiece(workshop: Workshop, at: PartAtWork): Promise<PartEnd> {
  const { store, queue } = workshop
  const { claim, payload } = at
  const { piece: number } = simulatePartSchema.parse(payload)
  const pieces = await once(workshop.simulations, claim.work, async () => preparedPieces(at))
  const piece = pieces[number]
  if (piece === undefined) throw new RangeError(`The simulation has no piece ${number}.`)
  await finishPart(store, queue, claim, { ...task.run(piece) })
  return 'done'
}

function preparedPieces({ work }: PartAtWork): PreparedSimulation {
  const { document, differences, trials } = simulateWorkSchema.parse(work.payload)
  const protocol = parseProtocol(document, (path) => ({ field: path.map(String).join('.') }))
  const { plan } = protocol
  if (plan.reviewPlan === null) throw new RangeError('The plan of a simulation has no size.')
  const { planned } = planPower({
    document: protocol.document,
    plan,
    review: plan.reviewPlan,
    differences: new Map(differences),
    fromCommandLine: [],
    softwareVersion,
  })
  return simulatedPieces(planned, { trials, seed: plan.seed })
}
