import type { Migration } from './migration.ts'

// What reviewers say of a single answer besides its mark: whether they would act on it, and, on an axis that is marked by
// criteria, which of them it meets.
const statements = `
alter table judgment add column criteria jsonb check (jsonb_typeof(criteria) = 'object' and criteria <> '{}');
alter table judgment drop constraint judgment_absolute;
alter table judgment add constraint judgment_absolute check (
  form <> 'absolute' or (arm_b_id is null and strength is null and adequacy_b is null and side is null)
);
alter table judgment add constraint judgment_by_criteria check (criteria is null or form = 'absolute');
`

/** Adequacy and criteria of single answers. */
export const marksAndConsent: Migration = { version: 10, name: 'marks-and-consent', statements }
