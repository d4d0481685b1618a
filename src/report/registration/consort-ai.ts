import type { Plan } from '../../protocol/plan.ts'
import type { ChecklistRow } from './checklist.ts'
import type { TrialSentences } from './trial-sentences.ts'

export const consortAiSource =
  'CONSORT 2010 (doi 10.1136/bmj.c332) with the 14 items of CONSORT-AI (Liu et al. 2020, doi 10.1038/s41591-020-1034-x)'

/** The items of CONSORT 2010 and, marked AI, the 14 of CONSORT-AI, in the order of a report and in words of our own. */
export function consortAiRows(plan: Plan, said: TrialSentences): readonly ChecklistRow[] {
  const registered = 'This registration; its protocol hash is at the top.'
  return [
    ['1a', 'Title and abstract', 'The title says that the trial is randomised', null],
    ['1b', 'Title and abstract', 'A structured abstract', null],
    [
      'AI 1a,b (i)',
      'Title and abstract',
      'Title or abstract say that artificial intelligence is the intervention, and which kind of model',
      said.models,
    ],
    [
      'AI 1a,b (ii)',
      'Title and abstract',
      'Title or abstract say what the model is meant for in the trial',
      plan.question.trim(),
    ],
    ['2a', 'Introduction', 'Background and reasons', null],
    [
      'AI 2a (i)',
      'Introduction',
      'What the model is for in the course of care, and who uses it',
      `${said.participants} use it to decide about a described medical problem. ${plan.question.trim()}`,
    ],
    ['2b', 'Introduction', 'Aims or hypotheses', said.hypotheses],
    ['3a', 'Trial design', 'Kind of trial and ratio of allocation', said.design],
    ['3b', 'Trial design', 'Changes after the start', null],
    ['4a', 'Participants', 'Who may take part', said.eligibility],
    ['AI 4a (i)', 'Participants', 'Criteria for participants', said.eligibility],
    [
      'AI 4a (ii)',
      'Participants',
      'Criteria for the data that go into the model',
      `Participants' own messages about the cases. ${said.cases}`,
    ],
    ['4b', 'Participants', 'Where data are collected', 'On a web page, wherever participants are.'],
    [
      'AI 4b (i)',
      'Participants',
      'How the model is built into the setting, and what it needs there',
      `${said.access}. ${said.conversation}`,
    ],
    [
      '5',
      'Interventions',
      'What each group gets, so that it can be done again',
      `${said.arms}. Control: ${said.control}`,
    ],
    ['AI 5 (i)', 'Interventions', 'Version of the model', said.models],
    [
      'AI 5 (ii)',
      'Interventions',
      'How what goes into the model is got and chosen',
      `${said.prompts} ${said.conversation}`,
    ],
    [
      'AI 5 (iii)',
      'Interventions',
      'What is done with poor or missing input',
      'Messages go to the model as they are written; a call that fails is told to the participant, who may send again, and is counted.',
    ],
    [
      'AI 5 (iv)',
      'Interventions',
      'Whether people handle the input, and what they must know',
      `${said.participants} write every message themselves; no training is asked for.`,
    ],
    [
      'AI 5 (v)',
      'Interventions',
      'What the model gives out',
      'Text in a conversation, shown in the same way for every model.',
    ],
    ['AI 5 (vi)', 'Interventions', 'How the output enters the decision', said.procedure],
    [
      '6a',
      'Outcomes',
      'Outcomes, how and when they are taken',
      `${said.outcomes} ${said.goldLists} ${said.coding}`,
    ],
    ['6b', 'Outcomes', 'Changes of outcomes after the start', null],
    ['7a', 'Sample size', 'How it was found', said.size],
    ['7b', 'Sample size', 'Interim looks and stopping', said.stopping],
    ['8a', 'Randomisation', 'How the sequence is made', said.randomisation],
    ['8b', 'Randomisation', 'Kind and restrictions', said.restriction],
    ['9', 'Randomisation', 'How it is concealed until assignment', said.concealment],
    ['10', 'Randomisation', 'Who makes the sequence, enrols and assigns', said.implementation],
    ['11a', 'Blinding', 'Who is blinded, and how', said.blinding],
    [
      '11b',
      'Blinding',
      'How alike the interventions look',
      'All models are shown on the same page by one renderer; the control looks different and is known to be one.',
    ],
    ['12a', 'Statistics', 'Methods for the outcomes', `${said.analysis} ${said.inference}`],
    ['12b', 'Statistics', 'Further analyses', `${said.exclusions} ${said.missing} ${said.secondary}`],
    ['13a', 'Results', 'Numbers randomised, treated and analysed in each group', null],
    ['13b', 'Results', 'Losses and exclusions with reasons', null],
    ['14a', 'Results', 'Dates of recruitment', null],
    ['14b', 'Results', 'Why the trial ended', null],
    ['15', 'Results', 'Baseline characteristics of each group', null],
    ['16', 'Results', 'Numbers in each analysis, by group as assigned', null],
    ['17a', 'Results', 'Estimates with precision for each outcome', null],
    ['17b', 'Results', 'Absolute and relative effects of binary outcomes', null],
    ['18', 'Results', 'Further results, planned and exploratory told apart', null],
    ['19', 'Results', 'Harms', null],
    [
      'AI 19 (i)',
      'Results',
      'Errors of the model that were looked for, and what they were; or why none were',
      null,
    ],
    ['20', 'Discussion', 'Limits', null],
    ['21', 'Discussion', 'To whom results apply', null],
    ['22', 'Discussion', 'What the results mean', null],
    ['23', 'Other', 'Registration', registered],
    ['24', 'Other', 'Where the protocol is', said.availability],
    ['25', 'Other', 'Funding', null],
    ['AI 25 (i)', 'Other', 'Whether and how the model or its code can be reached', said.access],
  ]
}
