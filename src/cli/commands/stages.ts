import { stageTable } from '../../assisted/scoring/stage-table.ts'
import type { StageScore, TrialParticipant } from '../../assisted/trial-data.ts'
import { problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { counted, decimal, interval, listed } from '../../report/format.ts'
import { readTrial } from '../../store/assisted/read-trial.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import { answersWait } from '../../store/coding/answers-wait.ts'
import { readCodingStatus, waitingIn } from '../../store/coding/coding-status.ts'
import { readProposers } from '../../store/coding/proposal-counts.ts'
import { readStageScores, type ScoredBy } from '../../store/coding/read-scores.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'
import { assistedPlanOf } from './coding.ts'

export interface StagesOptions {
  readonly study: string
  /** A proposer; people where it says nothing. */
  readonly by?: string | undefined
}

/**
 * What every stage reached, by arm, as counts with intervals that know nothing of clusters: a description, the verdict is that of
 * `equipoise analyse`. Only once the trial is closed and everything is coded, so that nobody decides about a text with the outcome in mind.
 */
export function stagesCommand(options: StagesOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const assisted = assistedPlanOf(study)
    const by = await scoredBy(study, assisted, options.by ?? 'people')
    const { scores, participants } = await readSnapshot(study.store, async (store) => {
      await requireDone({ ...study, store })
      const { participants } = await readTrial(store, study.record)
      return { scores: await readStageScores(store, study.record, assisted, by), participants }
    })
    const of = (kind: TrialParticipant['kind']) => stageTable(scoresOf(scores, participants, kind))
    const has = (kind: TrialParticipant['kind']) => participants.some((one) => one.kind === kind)
    const lines = [
      ...(has('real') || !has('simulated') ? stageLines(of('real')) : []),
      ...(has('simulated')
        ? ['SIMULATED participants, who are in no count of people:', ...stageLines(of('simulated'))]
        : []),
    ]
    const told = by === 'people' ? by : `proposals of ${by.proposer}, which are no scores`
    return {
      json: {
        by: by === 'people' ? by : by.proposer,
        scores,
        rows: of('real'),
        simulated: of('simulated'),
      },
      lines: [
        `Texts of models are scored by ${told}; decisions by people.`,
        ...lines,
        'These intervals take rows as independent; those of the report are clustered by participant and case.',
      ],
    }
  })
}

/** @throws ProblemError STAGES_PROPOSER where nobody of that name proposed anything for the texts of this study. */
async function scoredBy(
  { store, record }: OpenStudy,
  { coding }: AssistedPlan,
  by: string,
): Promise<ScoredBy> {
  if (by === 'people') return by
  const known = await readProposers(store, record)
  if (known.includes(by)) return { proposer: by }
  throw problem(
    'STAGES_PROPOSER',
    'Nobody of this name has proposed anything for the texts of this study.',
    by === coding.judge
      ? 'Ask the judge first: `equipoise coding judge`.'
      : known.length === 0
        ? 'Bring the texts to the coders first, and the matcher proposes: `equipoise coding open`.'
        : 'Name one that has, or leave --by out, and people score them.',
    { place: { field: '--by' }, value: by, expected: listed(['people', ...known]) },
  )
}

/** Stages of one kind of participants without those who withdrew, and those that nobody has a part in. */
function scoresOf(
  scores: readonly StageScore[],
  participants: readonly TrialParticipant[],
  kind: TrialParticipant['kind'],
): readonly StageScore[] {
  const ids = new Set(participants.flatMap((one) => (one.kind === kind && !one.withdrawn ? [one.id] : [])))
  return scores.filter(({ participant }) => participant === null || ids.has(participant))
}

function stageLines(rows: ReturnType<typeof stageTable>): readonly string[] {
  return tableLines(
    ['stage', 'arm', 'condition', '95 %', 'disposition', '95 %'],
    rows.map(({ stage, arm, condition, disposition }) => [
      stage,
      arm,
      `${condition.right} of ${condition.scored} (${decimal(condition.share, 2)})`,
      interval(condition.ci, 2),
      `${disposition.right} of ${disposition.scored} (${decimal(disposition.share, 2)})`,
      interval(disposition.ci, 2),
    ]),
  )
}

async function requireDone(study: OpenStudy): Promise<void> {
  const { store, record, protocol } = study
  const assisted = assistedPlanOf(study)
  const state = await readTrialState(store, record)
  if (state === null || state.closedAt === null) {
    throw problem(
      'STAGES_TRIAL_OPEN',
      'Stages tell outcomes by arm, and the trial is not closed.',
      'Close it with `equipoise trial close` when it has its responses.',
    )
  }
  if (await answersWait(store, record)) {
    throw problem(
      'STAGES_NOT_CODED',
      'Stages compare people with what models answered, and no answer was brought to the coders.',
      'Bring them with `equipoise coding open`, and let them be coded.',
    )
  }
  const { real, simulated } = await readCodingStatus(store, record, assisted, protocol.plan.seed)
  const [waiting, waitingSimulated] = [waitingIn(real), waitingIn(simulated)]
  if (waiting + waitingSimulated === 0 && [...real, ...simulated].some(({ texts }) => texts > 0)) return
  throw problem(
    'STAGES_NOT_CODED',
    'Stages tell outcomes by arm, and not every text has its final code.',
    'See `equipoise coding status`.',
    {
      value: `${counted(waiting, 'text')} to code or decide, and ${waitingSimulated} of SIMULATED participants`,
      expected: 'none',
    },
  )
}
