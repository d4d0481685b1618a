import type { Migration } from './migration.ts'

// What workers share. The jobs themselves are pg-boss's, in a schema of its own. These tables hold no record of a study: what
// was called and answered stays in the tables of calls, and all of this may be emptied when nothing is in the queue.
const statements = `
-- What one command has put in the queue.
create table work (
  id uuid primary key,
  -- Null for work that belongs to no study, such as indexing.
  study_id uuid references study,
  kind text not null check (kind in ('collect', 'mark', 'simulate', 'index')),
  -- By it a command that is started again finds its work.
  name text not null check (name <> ''),
  version text not null check (version <> ''),
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  created_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz
);
create unique index work_open on work (kind, name) where closed_at is null;
create index work_of_study on work (study_id) where closed_at is null;

-- Its parts, each of which is one job. A part is done when it has an output.
create table work_part (
  work_id uuid not null references work on delete cascade,
  part integer not null check (part >= 0),
  queue text not null check (queue <> ''),
  job_id uuid not null unique,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  progress jsonb check (jsonb_typeof(progress) = 'object'),
  output jsonb check (jsonb_typeof(output) = 'object'),
  done_at timestamptz,
  primary key (work_id, part),
  check ((output is null) = (done_at is null))
);
create index work_part_open on work_part (work_id) where done_at is null;

create table worker (
  id uuid primary key,
  machine text not null check (machine <> ''),
  pid integer not null,
  version text not null check (version <> ''),
  schema_version integer not null,
  calls integer not null check (calls >= 0),
  doing jsonb not null check (jsonb_typeof(doing) = 'array'),
  -- The worker's clock less the database's, in seconds.
  skew_seconds double precision,
  started_at timestamptz not null default clock_timestamp(),
  heard_at timestamptz not null default clock_timestamp(),
  left_at timestamptz
);

-- Calls that workers have on record and that have not come back. They count against every limit.
create table call_in_flight (
  call_id uuid primary key,
  job_id uuid not null,
  lane text not null,
  provider text,
  budget text not null,
  worst_usd double precision,
  worst_tokens bigint not null
);
create index call_in_flight_of_job on call_in_flight (job_id);
create index call_in_flight_of_lane on call_in_flight (lane);
create index call_in_flight_of_provider on call_in_flight (provider);
create index call_in_flight_of_budget on call_in_flight (budget);

-- What holds for all workers together, by the database's clock. A lane is an arm or a judge of one study, a provider is the
-- origin of its address, a budget is that of a study's protocol.
create table call_limit (
  key text primary key,
  next_call_at timestamptz not null default '-infinity',
  next_token_at timestamptz not null default '-infinity',
  paused_until timestamptz not null default '-infinity',
  halted text,
  spent_usd double precision not null default 0,
  spent_tokens bigint not null default 0,
  -- Set by a person for a provider; null for no limit.
  calls integer check (calls >= 1),
  calls_per_minute double precision check (calls_per_minute > 0),
  tokens_per_minute double precision check (tokens_per_minute > 0),
  usd double precision check (usd >= 0)
);

-- A part asks for the calls in doubt of its slots, which are few, and for the calls of its tasks.
create index call_outcome_in_doubt on call_outcome (study_id) where status = 'in-doubt';
create index judge_call_of_task on judge_call (study_id, task);
`

/** Work in the queue, workers, and the limits that hold for all of them. */
export const workers: Migration = { version: 15, name: 'workers', statements }
