import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'

/** The methods in words, from the results alone. */
export function trialMethods({ plan, stages, simulated, lead }: AssistedResults): readonly string[] {
  const allocation =
    plan.design === 'between'
      ? 'A participant had one arm for all cases.'
      : 'Each case of a participant had its own arm.'
  return [
    `Participants (${plan.participants === 'public' ? 'members of the public' : 'clinicians'}) decided about ${plan.casesPerParticipant} of ${plan.cases} cases each. ${allocation} The unit is the decision.`,
    'Risks are shares of right decisions. Differences and odds ratios are those of the linear and the logistic model of the decision on the arm, with a variance clustered by participant and by case (Cameron, Gelbach and Miller 2011: by participant plus by case less by cell, each with G/(G-1)), never less than that of the scarcer kind alone, and t on the number of the scarcest clusters of either arm less 1. Where an arm has one participant, one case, or decisions that are all alike, no error is computed and no verdict given. Simulations with ten cases showed that this keeps what a 95% interval promises, and that participants alone, or normal quantiles, do not.',
    'p-values of locked hypotheses are adjusted by Holm in their own families; the tables adjust over the arms of the table. The logistic mixed model is a sensitivity analysis, and no verdict rests on it.',
    'Missing decisions are left out of risks and differences; the bounds fill them in. Participants who withdrew are counted and not analysed. Those who failed an attention check are analysed, and left out in a second analysis.',
    ...(stages === null && (simulated === null || simulated.stages === null)
      ? []
      : [
          'Stages are compared within the same encounters: the model alone with the whole case, the model with the first message of the person, the last message of the model in the conversation, and the decision (the stages of Raman et al., arXiv 2605.22612).',
        ]),
    ...(simulated === null
      ? []
      : [
          lead === null
            ? 'SIMULATED participants are compared with the real ones of the same arm and pooled with none of them.'
            : 'SIMULATED participants are compared with each other alone, since no real one decided anything.',
        ]),
  ]
}
