import type { Migration } from './migration.ts'

// A call is on record before it is made, and what came of it is a further row with the same id: nothing is ever
// changed. An answer belongs to a slot, that is study x item x arm x replicate, and the first one recorded stays.
const statements = `
create table call (
  id uuid primary key,
  study_id uuid not null references study,
  item_id uuid not null references item,
  arm_id uuid not null references arm,
  replicate smallint not null check (replicate >= 0),
  attempt smallint not null check (attempt >= 1),
  worst_usd double precision check (worst_usd >= 0 and worst_usd < 'infinity'),
  worst_tokens bigint not null check (worst_tokens >= 0),
  begun_at timestamptz not null default clock_timestamp()
);
create index call_of_study on call (study_id, id);

create table call_outcome (
  id uuid primary key references call,
  study_id uuid not null references study,
  status text not null check (status in ('answered', 'refused', 'failed', 'in-doubt')),
  reason text,
  usd double precision check (usd >= 0 and usd < 'infinity'),
  tokens bigint check (tokens >= 0),
  usage jsonb check (jsonb_typeof(usage) = 'object'),
  citations jsonb check (jsonb_typeof(citations) = 'array'),
  settings_refused jsonb check (jsonb_typeof(settings_refused) = 'array'),
  model_snapshot text,
  request_id text,
  http_status smallint,
  seconds double precision check (seconds >= 0 and seconds < 'infinity'),
  -- What was sent and what came back, as compressed JSON (Zstandard).
  raw bytea,
  finished_at timestamptz not null default clock_timestamp()
);
create index call_outcome_of_study on call_outcome (study_id, id);

alter table answer add column replicate smallint not null default 0 check (replicate >= 0);
-- The call that brought it; null for an answer that was brought in from elsewhere.
alter table answer add column call_id uuid references call;
alter table answer add column reason text;
alter table answer drop constraint answer_study_id_item_id_arm_id_key;
alter table answer add constraint answer_slot unique (study_id, item_id, arm_id, replicate);

create trigger own_study after insert on call referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item', 'arm_id', 'arm');
create trigger append_only before update or delete or truncate on call
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on call_outcome
  for each statement execute function refuse_change();
`

/** Calls of arms: intents and outcomes; answers by replicate. */
export const calls: Migration = { version: 3, name: 'calls', statements }
