import { type PracticeTask, practiceMix } from './practice-mix.ts'

/*
 * Words that item sets use for tasks, and the published category that they stand for. Only words that the published
 * guidelines decide are here; `follow-up`, `prognosis` or `screening` can be several categories and are not.
 */
const words = new Map<string, PracticeTask>(
  Object.entries({
    documentation: 'Documentation & workflow',
    'clinical documentation': 'Documentation & workflow',
    'note writing': 'Documentation & workflow',
    summarisation: 'Documentation & workflow',
    summarization: 'Documentation & workflow',
    translation: 'Documentation & workflow',
    coding: 'Coding & administrative',
    billing: 'Coding & administrative',
    administration: 'Coding & administrative',
    'basic science': 'Foundational knowledge',
    knowledge: 'Foundational knowledge',
    pathophysiology: 'Foundational knowledge',
    anatomy: 'Foundational knowledge',
    epidemiology: 'Foundational knowledge',
    'drug information': 'Drug information & pharmacotherapy',
    pharmacology: 'Drug information & pharmacotherapy',
    pharmacotherapy: 'Drug information & pharmacotherapy',
    dosing: 'Drug information & pharmacotherapy',
    'drug interaction': 'Drug information & pharmacotherapy',
    'drug interactions': 'Drug information & pharmacotherapy',
    'drug safety': 'Drug information & pharmacotherapy',
    treatment: 'Treatment & management',
    management: 'Treatment & management',
    therapy: 'Treatment & management',
    diagnosis: 'Diagnosis & differential',
    'differential diagnosis': 'Diagnosis & differential',
    'test interpretation': 'Test & result interpretation',
    'result interpretation': 'Test & result interpretation',
    'test results': 'Test & result interpretation',
    procedure: 'Procedural guidance',
    procedures: 'Procedural guidance',
    'patient education': 'Patient education & communication',
    'patient communication': 'Patient education & communication',
    counselling: 'Patient education & communication',
    counseling: 'Patient education & communication',
    other: 'Other',
  } as const),
)

export const practiceTaskNames: readonly PracticeTask[] = practiceMix.task.map(({ name }) => name)

/**
 * The published category of a task as an item names it; null where it is not known. Upper and lower case are alike,
 * and so are blanks, hyphens and low lines.
 *
 * @param own A table of the study's own, which goes before this one.
 */
export function practiceTask(
  value: string,
  own: ReadonlyMap<string, PracticeTask> = new Map(),
): PracticeTask | null {
  const stated = own.get(value)
  if (stated !== undefined) return stated
  const word = value
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  return practiceTaskNames.find((name) => name.toLowerCase() === word) ?? words.get(word) ?? null
}
