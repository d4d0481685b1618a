import type { Migration } from './migration.ts'

// Where an answer that a person brought comes from; it has the answer's id. A check by a second person may come
// later, so it is a row of its own: nothing is ever changed.
const statements = `
create table capture (
  id uuid primary key references answer,
  study_id uuid not null references study,
  citations jsonb not null check (jsonb_typeof(citations) = 'array'),
  product text not null check (product <> ''),
  mode text check (mode <> ''),
  version text check (version <> ''),
  account text check (account <> ''),
  region text check (region <> ''),
  captured_at timestamptz not null,
  operator_id uuid not null,
  screenshot text check (screenshot <> ''),
  screenshot_sha256 text check (screenshot_sha256 ~ '^[0-9a-f]{64}$'),
  -- Whether the seed chose it for a check by a second person.
  to_check boolean not null,
  import_id uuid not null references import,
  foreign key (study_id, operator_id) references person (study_id, id),
  check ((screenshot is null) = (screenshot_sha256 is null))
);
create index capture_of_study on capture (study_id, id);

create table capture_check (
  id uuid primary key references capture,
  study_id uuid not null references study,
  checked_by_id uuid not null,
  import_id uuid not null references import,
  foreign key (study_id, checked_by_id) references person (study_id, id)
);
create index capture_check_of_study on capture_check (study_id, id);

create trigger own_study after insert on capture referencing new table as added
  for each statement execute function refuse_strangers('id', 'answer', 'import_id', 'import');
create trigger own_study after insert on capture_check referencing new table as added
  for each statement execute function refuse_strangers('id', 'capture', 'import_id', 'import');
create trigger append_only before update or delete or truncate on capture
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on capture_check
  for each statement execute function refuse_change();
`

/** Where captured answers come from, and who checked them. */
export const captures: Migration = { version: 5, name: 'captures', statements }
