import type { Migration } from './migration.ts'

// The capture desk: who has which question open, and what a second person found to differ. Open questions are nobody's
// record, so they may be changed and go; a difference stays, and its words go when the person goes.
const statements = `
create table capture_slot (
  study_id uuid not null,
  -- By keys: an arm that nothing was collected of yet has no id.
  arm text not null check (arm <> ''),
  item text not null,
  replicate smallint not null check (replicate >= 0),
  person_id uuid not null,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (study_id, arm, item, replicate),
  foreign key (study_id, item) references item (study_id, key),
  foreign key (study_id, person_id) references person (study_id, id)
);

create table capture_difference (
  id uuid primary key references capture,
  study_id uuid not null references study,
  found_by_id uuid not null,
  found_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, found_by_id) references person (study_id, id)
);
create index capture_difference_of_study on capture_difference (study_id, id);

create table capture_difference_words (
  difference_id uuid primary key references capture_difference,
  study_id uuid not null,
  person_id uuid not null,
  words text not null check (words <> ''),
  foreign key (study_id, person_id) references person (study_id, id)
);

create trigger own_study after insert on capture_difference referencing new table as added
  for each statement execute function refuse_strangers('id', 'capture');
create trigger append_only before update or delete or truncate on capture_difference
  for each statement execute function refuse_change();
`

/** Questions that people have open at the capture desk, and differences found by second persons. */
export const captureDesk: Migration = { version: 9, name: 'capture-desk', statements }
