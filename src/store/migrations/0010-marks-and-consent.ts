import type { Migration } from './migration.ts'

// What reviewers say of a single answer besides its mark: whether they would act on it, and, on an axis that is marked by
// criteria, which of them it meets. And whether their marks may be used for training: what was said last holds, for all of them.
const statements = `
alter table judgment add column criteria jsonb check (jsonb_typeof(criteria) = 'object' and criteria <> '{}');
alter table judgment drop constraint judgment_absolute;
alter table judgment add constraint judgment_absolute check (
  form <> 'absolute' or (arm_b_id is null and strength is null and adequacy_b is null and side is null)
);
alter table judgment add constraint judgment_by_criteria check (criteria is null or form = 'absolute');

create table review_consent (
  id uuid primary key,
  study_id uuid not null,
  seq bigint not null generated always as identity,
  person_id uuid not null,
  given boolean not null,
  said_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, person_id) references person (study_id, id)
);
create unique index review_consent_in_order on review_consent (study_id, seq);
create index review_consent_of_person on review_consent (study_id, person_id, seq);

create trigger append_only before update or delete or truncate on review_consent
  for each statement execute function refuse_change();
`

/** Adequacy and criteria of single answers, and consent for training. */
export const marksAndConsent: Migration = { version: 10, name: 'marks-and-consent', statements }
