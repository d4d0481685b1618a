/*
 * What clinicians ask an assistant, as published: queries of physicians, advanced practice providers and nurses of one
 * hospital over eight months, the first turn of each conversation, coded by a model (gpt-5.6-sol) with guidelines that
 * clinicians checked on 100 queries.
 *
 * Source: Vishwanath et al., Clinician use of language models diverges from how the models are evaluated, arXiv
 * 2610.11069, 8 October 2026; shares from rcq_reference.json of RCQ-Map 1.0.0 (doi 10.5281/zenodo.23223807), CC BY 4.0.
 */

export interface PracticeCategory {
  readonly name: string
  /** Share of all queries. */
  readonly share: number
}

export const practiceMix = {
  source: 'Vishwanath et al., arXiv 2610.11069, 8 October 2026 (RCQ-Map 1.0.0, CC BY 4.0)',
  queries: 127_625,
  task: [
    { name: 'Documentation & workflow', share: 0.35108 },
    { name: 'Coding & administrative', share: 0.0105 },
    { name: 'Foundational knowledge', share: 0.14786 },
    { name: 'Drug information & pharmacotherapy', share: 0.14135 },
    { name: 'Treatment & management', share: 0.06185 },
    { name: 'Diagnosis & differential', share: 0.03692 },
    { name: 'Test & result interpretation', share: 0.02659 },
    { name: 'Procedural guidance', share: 0.00546 },
    { name: 'Patient education & communication', share: 0.01212 },
    { name: 'Other', share: 0.20626 },
  ],
  kindOfWork: [
    { name: 'Documentation & administration', share: 0.36158 },
    { name: 'Knowledge retrieval', share: 0.28921 },
    { name: 'Clinical reasoning', share: 0.14295 },
    { name: 'Other', share: 0.20626 },
  ],
  intent: [
    { name: 'Draft text or code', share: 0.39536 },
    { name: 'Look up or understand', share: 0.31965 },
    { name: 'Decide or verify', share: 0.13423 },
    { name: 'Follow a procedure', share: 0.03505 },
    { name: 'Other', share: 0.11571 },
  ],
  harmIfWrong: [
    { name: 'Minimal', share: 0.23154 },
    { name: 'Low', share: 0.29482 },
    { name: 'Moderate', share: 0.34162 },
    { name: 'High', share: 0.11558 },
    { name: 'Critical', share: 0.01644 },
  ],
} as const satisfies {
  readonly source: string
  readonly queries: number
  readonly task: readonly PracticeCategory[]
  readonly kindOfWork: readonly PracticeCategory[]
  readonly intent: readonly PracticeCategory[]
  readonly harmIfWrong: readonly PracticeCategory[]
}

export type PracticeTask = (typeof practiceMix.task)[number]['name']
export type KindOfWork = (typeof practiceMix.kindOfWork)[number]['name']

/** The kind of work that each task belongs to; the shares of the tasks add up to those of the kinds. */
export const kindOfTask: Readonly<Record<PracticeTask, KindOfWork>> = {
  'Documentation & workflow': 'Documentation & administration',
  'Coding & administrative': 'Documentation & administration',
  'Foundational knowledge': 'Knowledge retrieval',
  'Drug information & pharmacotherapy': 'Knowledge retrieval',
  'Treatment & management': 'Clinical reasoning',
  'Diagnosis & differential': 'Clinical reasoning',
  'Test & result interpretation': 'Clinical reasoning',
  'Procedural guidance': 'Clinical reasoning',
  'Patient education & communication': 'Clinical reasoning',
  Other: 'Other',
}
