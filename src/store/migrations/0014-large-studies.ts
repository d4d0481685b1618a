import type { Migration } from './migration.ts'

// What a reviewer asks for with every question, in a study with a million marks: their own assignments in order, without those
// of a hundred others.
const statements = `
create index review_assignment_of_reviewer_in_order on review_assignment (study_id, reviewer_id, seq);
`

/** Indexes for studies with many reviewers and marks. */
export const largeStudies: Migration = { version: 14, name: 'large-studies', statements }
