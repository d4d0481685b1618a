import type { Migration } from './migration.ts'

// What people decided about items that may tell who somebody is. A decision is never changed: a later one follows it.
// Who decided is a pseudonym, as everywhere; the name is in person_private.
const statements = `
create table screen_decision (
  id uuid primary key,
  study_id uuid not null,
  item_id uuid not null,
  -- Of the content that the person saw.
  item_hash text not null check (item_hash ~ '^[0-9a-f]{64}$'),
  decision text not null check (decision in ('cleared', 'held')),
  person_id uuid not null,
  reason text not null check (reason <> ''),
  -- What the screen had found: kinds with their numbers, no text.
  found jsonb not null check (jsonb_typeof(found) = 'array'),
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, person_id) references person (study_id, id)
);
create index screen_decision_of_study on screen_decision (study_id, id);

create trigger own_study after insert on screen_decision referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item');
create trigger append_only before update or delete or truncate on screen_decision
  for each statement execute function refuse_change();
`

/** Decisions of people about items in which the identifier screen found something. */
export const screen: Migration = { version: 4, name: 'screen', statements }
