import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { fewestParticipants } from '../../protocol/assisted/size-rules.ts'
import type { Plan } from '../../protocol/plan.ts'
import { counted, listed, percent } from '../format.ts'

/** What a protocol says of a trial of decisions, in sentences that registrations and checklists share. */
export interface TrialSentences {
  readonly hypotheses: string
  readonly design: string
  readonly arms: string
  readonly models: string
  readonly settings: string
  readonly access: string
  readonly prompts: string
  readonly control: string
  readonly participants: string
  readonly eligibility: string | null
  readonly cases: string
  readonly goldLists: string
  readonly outcomes: string
  readonly coding: string
  readonly randomisation: string
  readonly restriction: string
  readonly concealment: string
  readonly implementation: string
  readonly blinding: string
  readonly size: string
  readonly stopping: string
  readonly analysis: string
  readonly inference: string
  readonly exclusions: string
  readonly missing: string
  readonly secondary: string
  readonly consent: string
  readonly procedure: string
  readonly conversation: string
  readonly availability: string
}

export function trialSentences(plan: Plan, trial: AssistedPlan): TrialSentences {
  const label = (id: string) => plan.arms.find((arm) => arm.id === id)?.label ?? id
  const axis = (id: string) => plan.axes.find((one) => one.id === id)?.label ?? id
  const models = plan.arms.filter(({ id }) => id !== trial.control)
  const { randomisation, stopping, chat, coding } = trial
  const equal = new Set(randomisation.ratio.map(({ weight }) => weight)).size === 1
  const ratio = randomisation.ratio.map(({ arm, weight }) => `${label(arm)} ${weight}`).join(' : ')
  const questions = (forms: readonly { readonly text: string }[]) => forms.map(({ text }) => text).join(' ')
  const conditions = trial.cases.reduce((sum, one) => sum + one.conditions.length, 0)
  return {
    hypotheses: plan.hypotheses
      .map((one) => {
        const sides = one.sides === 2 ? 'two-sided' : 'one-sided'
        return `${one.id}: ${label(one.candidate)} differs from ${listed(one.against.map(label))} on "${axis(one.axis)}" (${one.kind}, ${sides}, alpha ${one.alpha}, family ${one.family}).`
      })
      .join(' '),
    design: `Randomised trial with ${counted(plan.arms.length, 'arm')}, ${trial.design === 'between' ? 'parallel groups: a participant has one arm for all cases' : 'within persons: every case of a participant has its own arm, in the order of a balanced Latin square'}; ${counted(trial.casesPerParticipant, 'case')} of ${trial.cases.length} for each participant. Allocation ${equal ? 'to all arms alike' : `in the ratio ${ratio}`}.`,
    arms: plan.arms
      .map(({ id, label: name, kind }) => `${name} (${id === trial.control ? 'control' : kind})`)
      .join('; '),
    models: models.map((arm) => `${arm.label}: ${modelWords(arm.source)}`).join('; '),
    settings: models.map((arm) => `${arm.label}: ${settingWords(arm.source)}`).join('; '),
    access: models.map((arm) => `${arm.label}: ${accessWords(arm.source)}`).join('; '),
    prompts:
      chat.system === null
        ? `No text is put before a conversation${systemWords(models)}; participants write in their own words.`
        : `Put before every conversation: "${chat.system}"${systemWords(models)}. Participants write in their own words.`,
    control: trial.controlPage.trim(),
    participants: trial.participants === 'public' ? 'Members of the public' : 'Clinicians',
    eligibility:
      trial.eligibility.length === 0
        ? null
        : trial.eligibility
            .map((one) => {
              if (one.kind !== 'choice') return one.text
              const pass = one.options
                .filter(({ id }) => one.accept?.includes(id))
                .map((option) => option.label)
              return `${one.text} (passes: ${listed(pass)})`
            })
            .join(' '),
    cases: `${counted(trial.cases.length, 'written case')}: ${listed(trial.cases.map(({ title }) => title))}. Every case is dealt equally often with every arm, in a random order.`,
    goldLists: `Each case has a list of acceptable conditions (${conditions} in all, with synonyms) and one right disposition on the scale: ${listed(trial.dispositions.map((one) => one.label))}. Both are fixed in the protocol.`,
    outcomes: `"${axis(trial.outcomes.condition)}": at least one condition of the case's list is named among up to ${trial.maxConditions} in free text. "${axis(trial.outcomes.disposition)}": the disposition chosen is the right one. Both are taken of the person's decision, not of the model's text, once for each case.`,
    coding: `Free text is matched to the list by ${counted(coding.coders, 'coder')} who do not know the arm, with adjudication of what they differ in; software proposes${coding.judge === null ? '' : ', with wording checked by a judge model,'} and does not decide.`,
    randomisation: methodWords(randomisation.method),
    restriction: restrictionWords(trial),
    concealment:
      'Allocations to come are stored nowhere: each is computed when a participant has read the instructions, from a secret of 256 bits that is drawn when the study opens and from the allocations before. The secret is released at the end, with its SHA-256 from the opening, so that anybody can compute the list again.',
    implementation: `The server enrols whoever opens the public address${trial.eligibility.length === 0 ? ' and consents' : ', consents and is eligible'}, and computes the allocation; nobody chooses it or sees it before.`,
    blinding:
      'Participants do not know which model answers, and every model is shown on the same page; that they are in the control they see. Coders see neither arm nor model. The team sees counts, not outcomes, until the study is unblinded.',
    size: sizeWords(trial, axis),
    stopping: `Recruiting ends when every arm has ${counted(stopping.responsesPerArm, 'response')}${stopping.maxParticipants === null ? '' : `, or when ${counted(stopping.maxParticipants, 'participant')} were randomised`} (at least ${fewestParticipants(trial)} are needed). Outcomes are not looked at before.`,
    analysis:
      'Risk difference of each arm against the control, clustered by participant and by case (two-way cluster-robust variance, t with the scarcer number of clusters less 1), with the odds ratio beside it; as sensitivity a logistic mixed model with participants and cases as random effects.',
    inference: `Holm within each family (${listed([...new Set(plan.hypotheses.map(({ family }) => family))])}); an arm is superior where the adjusted p is at most alpha and the difference is above 0.`,
    exclusions:
      trial.attentionChecks.length === 0
        ? 'Nobody is left out for inattention. Participants who withdraw and have their data deleted are not analysed and are counted.'
        : `Everybody who was randomised is analysed in the arm they were randomised to; the analysis is repeated without those who fail an attention check (${questions(trial.attentionChecks)}). Participants who withdraw and have their data deleted are not analysed and are counted.`,
    missing:
      'A decision that was not given is missing and no wrong one; missing decisions are counted by arm, and bounds show what they could change.',
    secondary:
      'Over- and under-triage in steps of the scale; what is lost from the model alone, through the first message and the conversation, to the decision. Simulated participants, where there are any, are an arm of their own and never replace real ones.',
    consent: `Version ${trial.consent.version}. ${trial.consent.stores.length === 0 ? 'Nothing is kept beside the decisions' : `Kept beside the decisions: ${listed(trial.consent.stores)}`}. Participants can withdraw at any time and have everything of theirs deleted.`,
    procedure: `Consent, ${trial.eligibility.length === 0 ? '' : 'eligibility, '}${trial.baseline.length === 0 ? '' : 'questions before the start, '}instructions, randomisation, ${counted(trial.casesPerParticipant, 'case')} one after the other (case, help, decision with confidence), ${trial.attentionChecks.length === 0 ? '' : 'attention check, '}${trial.questionnaire.length === 0 ? 'end' : 'questionnaire'}. The question of each case: "${trial.question}"`,
    conversation: `A conversation of its own for every case, with ${chat.minTurns} to ${chat.maxTurns} messages of at most ${chat.maxCharacters} characters, and at most ${chat.messagesPerMinute} a minute.`,
    availability:
      'The protocol, with its cases and gold lists, is a file of its own that belongs to this registration and is known by the hash at the top.',
  }
}

type Arm = Plan['arms'][number]

function modelWords(source: Arm['source']): string {
  if (source?.via === 'api') return `${source.model} (${source.provider})`
  return 'clinical search over a corpus of our own'
}

function accessWords(source: Arm['source']): string {
  if (source?.via === 'api')
    return `over its API (${source.api})${source.search === null ? '' : ', with the web search of the provider'}`
  return 'on the server of the study'
}

function settingWords(source: Arm['source']): string {
  if (source?.via !== 'api') return 'none'
  const { temperature, topP, seed, maxOutputTokens, reasoningEffort } = source.settings
  const own = (name: string, value: number | string | null) => (value === null ? [] : [`${name} ${value}`])
  const said = [
    ...own('temperature', temperature),
    ...own('top p', topP),
    ...own('seed', seed),
    ...own('reasoning effort', reasoningEffort),
  ]
  return `${said.length === 0 ? "the provider's own settings" : said.join(', ')}, at most ${maxOutputTokens} tokens`
}

function systemWords(models: readonly Arm[]): string {
  const own = models.flatMap(({ label, source }) =>
    source?.via === 'api' && source.system !== null ? [`${label}: "${source.system}"`] : [],
  )
  return own.length === 0 ? '' : `, but ${listed(own)}`
}

function methodWords(method: AssistedPlan['randomisation']['method']): string {
  switch (method) {
    case 'simple':
      return 'Simple randomisation: a lot for every participant.'
    case 'block':
      return 'Permuted blocks of sizes drawn at random.'
    case 'stratified':
      return 'Permuted blocks of sizes drawn at random, in every stratum.'
    case 'minimisation':
      return 'Minimisation with a biased coin (Pocock and Simon 1975).'
  }
}

function restrictionWords({ randomisation, baseline }: AssistedPlan): string {
  const text = (id: string) => baseline.find((one) => one.id === id)?.text ?? id
  switch (randomisation.method) {
    case 'simple':
      return 'No restriction.'
    case 'block':
      return `Blocks of ${listed(randomisation.blocks.map(String))}.`
    case 'stratified':
      return `Blocks of ${listed(randomisation.blocks.map(String))}; strata by the answers to: ${listed(randomisation.strata.map(text))}`
    case 'minimisation':
      return `Balanced over the answers to: ${listed(randomisation.factors.map(text))} The arm that lessens the imbalance most is taken with a chance of ${randomisation.probability}.`
  }
}

function sizeWords({ power, stopping }: AssistedPlan, axis: (id: string) => string): string {
  const planned = `${counted(stopping.responsesPerArm, 'response')} of every arm.`
  if (power === null) return `${planned} No power was planned.`
  const effects = (['condition', 'disposition'] as const).flatMap((outcome) => {
    const effect = power.effect[outcome]
    if (effect === null) return []
    return [
      `${axis(outcome)}: ${percent(power.control[outcome])} in the control and a difference of ${percent(effect)}`,
    ]
  })
  return `${planned} Planned by simulation of the trial and its test (\`equipoise power\`; its figures are in power.json) with ${effects.join('; ')}; standard deviations on the logit scale of ${power.participantSd} for participants, ${power.caseSd} for cases and ${power.caseByArmSd} for arms on single cases; ${percent(power.dropout)} missing.`
}
