import type { Plan } from '../../protocol/plan.ts'
import type { ChecklistRow } from './checklist.ts'
import type { TrialSentences } from './trial-sentences.ts'

export const chartSource =
  'Chatbot Assessment Reporting Tool (CHART 2025, doi 10.1001/jamanetworkopen.2025.30220), 12 items with their lettered parts'

/** The lettered parts of CHART's twelve items, in words of our own. */
export function chartRows(plan: Plan, said: TrialSentences): readonly ChecklistRow[] {
  return [
    ['1a', 'Title', 'The title says that chat programs giving health advice are studied', null],
    ['1b', 'Abstract', 'A structured summary', null],
    ['2a', 'Background', 'Reasons, with what is known', null],
    ['2b', 'Background', 'Aim and question', plan.question.trim()],
    ['3a', 'Model identifiers', 'Name and version of every model', said.models],
    ['3b', 'Model identifiers', 'Whether its weights are open', null],
    ['4a', 'Model details', 'Whether it is as its maker gives it, tuned or new', said.settings],
    ['4b', 'Model details', 'Where its making is described', null],
    ['4c', 'Model details', 'How it was tuned or built, where it was', null],
    ['5a', 'Prompts', 'How prompts came about, and who took part', said.prompts],
    ['5b', 'Prompts', 'The prompts themselves', `${said.prompts} ${said.cases}`],
    ['6a', 'Queries', 'How the model is reached', said.access],
    ['6b', 'Queries', 'When and where it is asked', null],
    ['6c', 'Queries', 'Whether conversations are separate', said.conversation],
    ['6d', 'Queries', 'All that the model said', said.consent],
    [
      '7a',
      'Evaluation',
      'What a good answer is, and by what reference',
      `${said.outcomes} ${said.goldLists}`,
    ],
    ['7b', 'Evaluation', 'Who judges, how, and whether blinded', said.coding],
    ['8', 'Sample size', 'How it was found', said.size],
    ['9a', 'Analysis', 'Statistical methods', `${said.analysis} ${said.inference}`],
    ['10a', 'Results', 'How well the models did', null],
    ['10b', 'Results', 'Where answers left the reference', null],
    ['10c', 'Results', 'Harm that answers could do', null],
    ['11a', 'Discussion', 'What the results mean beside what is known', null],
    ['11b', 'Discussion', 'Strengths and limits', null],
    ['11c', 'Discussion', 'What follows for practice and research', null],
    ['12a', 'Disclosures', 'Competing interests', null],
    ['12b', 'Funding', 'Who paid', null],
    [
      '12c',
      'Ethics',
      'Approval and consent',
      `Consent: ${said.consent} The approval is to be written by the authors.`,
    ],
    ['12d', 'Protocol', 'Where it is', said.availability],
    ['12e', 'Data', 'Where data and code are', null],
  ]
}
