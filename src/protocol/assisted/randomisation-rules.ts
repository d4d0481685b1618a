import { type BrokenRule, unknownReference } from '../broken-rule.ts'
import type { Plan } from '../plan.ts'
import type { ProtocolDocument } from '../schema-v1.ts'
import type { AssistedPlan, PlannedRandomisation } from './assisted-plan.ts'
import { brokenAssisted, twiceIn } from './broken-assisted.ts'

/** Ratio, blocks, and the questions whose answers are balanced; what a design within persons asks of them. */
export function randomisationRules(
  document: ProtocolDocument,
  plan: Plan,
  assisted: AssistedPlan,
): BrokenRule[] {
  return [
    ...ratioRules(document, plan),
    ...blockRules(assisted.randomisation),
    ...questionRules(assisted),
    ...designRules(assisted),
  ]
}

const at = (...rest: (string | number)[]) => ['assisted', 'randomisation', ...rest]

function ratioRules(document: ProtocolDocument, { arms }: Plan): BrokenRule[] {
  const known = arms.map(({ id }) => id)
  return Object.keys(document.assisted?.randomisation.ratio ?? {})
    .filter((arm) => !known.includes(arm))
    .map((arm) => unknownReference(at('ratio', arm), 'arm', arm, known))
}

function blockRules(randomisation: PlannedRandomisation): BrokenRule[] {
  if (randomisation.method !== 'block' && randomisation.method !== 'stratified') return []
  const sum = randomisation.ratio.reduce((total, { weight }) => total + weight, 0)
  return randomisation.blocks.flatMap((size, index) =>
    size % sum === 0
      ? []
      : [
          brokenAssisted(
            'BLOCKS',
            at('blocks', index),
            'A block cannot hold the arms in their ratio.',
            size,
            `a multiple of ${sum}, the sum of the ratio`,
          ),
        ],
  )
}

function questionRules({ randomisation, baseline }: AssistedPlan): BrokenRule[] {
  const [field, questions] =
    randomisation.method === 'stratified'
      ? (['strata', randomisation.strata] as const)
      : randomisation.method === 'minimisation'
        ? (['factors', randomisation.factors] as const)
        : (['strata', []] as const)
  const usable = baseline
    .filter((question) => question.kind === 'choice' && question.optional !== true)
    .map(({ id }) => id)
  return [
    ...twiceIn(questions, at(field), [], 'A question is named twice.'),
    ...questions.flatMap((question, index) =>
      usable.includes(question)
        ? []
        : [
            brokenAssisted(
              'STRATA',
              at(field, index),
              'Everybody is asked this before the randomisation and gives one of its options: so it must be.',
              question,
              usable.join(', ') || 'a baseline question of kind choice without optional',
            ),
          ],
    ),
  ]
}

/** Within persons a participant's cases go round the arms; sequences are balanced by the design, so there is no ratio to keep. */
function designRules({ design, casesPerParticipant, randomisation }: AssistedPlan): BrokenRule[] {
  if (design === 'between') return []
  const { ratio } = randomisation
  const arms = ratio.length
  const broken: BrokenRule[] = []
  if (casesPerParticipant < 2 || (casesPerParticipant > arms && casesPerParticipant % arms !== 0)) {
    broken.push(
      brokenAssisted(
        'DESIGN',
        ['assisted', 'casesPerParticipant'],
        'Within persons every case has its own arm, and nobody has one arm more often than another.',
        casesPerParticipant,
        `2 to ${arms}, or a multiple of ${arms}`,
      ),
    )
  }
  if (new Set(ratio.map(({ weight }) => weight)).size > 1) {
    broken.push(
      brokenAssisted(
        'DESIGN',
        at('ratio'),
        'Within persons all arms are given out alike.',
        ratio.map(({ arm, weight }) => `${arm}: ${weight}`).join(', '),
        'no ratio',
      ),
    )
  }
  return broken
}
