import type { Migration } from './migration.ts'

// A judge is called as an arm is: the call is on record before it is made, and what came of it is a further row with the
// same id. A mark is a row of its own, since marks also come from the answer key and from files. What a mark is about
// is in its columns; a call names it by `task`, the same as text, because a call may have no mark.
const statements = `
create table judge_call (
  id uuid primary key,
  study_id uuid not null references study,
  kind text not null check (kind in ('rubric', 'pairwise')),
  judge text not null check (judge <> ''),
  task text not null check (task <> ''),
  attempt smallint not null check (attempt >= 1),
  worst_usd double precision check (worst_usd >= 0 and worst_usd < 'infinity'),
  worst_tokens bigint not null check (worst_tokens >= 0),
  begun_at timestamptz not null default clock_timestamp(),
  unique (study_id, id)
);

create table judge_outcome (
  id uuid primary key,
  study_id uuid not null,
  status text not null check (status in ('answered', 'refused', 'failed', 'in-doubt')),
  reason text,
  usd double precision check (usd >= 0 and usd < 'infinity'),
  tokens bigint check (tokens >= 0),
  usage jsonb check (jsonb_typeof(usage) = 'object'),
  settings_refused jsonb check (jsonb_typeof(settings_refused) = 'array'),
  model_snapshot text,
  request_id text,
  http_status smallint,
  seconds double precision check (seconds >= 0 and seconds < 'infinity'),
  -- What was sent and what came back, as compressed JSON (Zstandard).
  raw bytea,
  finished_at timestamptz not null default clock_timestamp(),
  unique (study_id, id),
  foreign key (study_id, id) references judge_call (study_id, id)
);

create table machine_mark (
  id uuid primary key,
  study_id uuid not null references study,
  kind text not null check (kind in ('key', 'rubric', 'pairwise')),
  item_id uuid not null,
  arm_id uuid not null,
  replicate smallint not null check (replicate >= 0),
  -- The second arm of a pair.
  arm_b_id uuid,
  replicate_b smallint check (replicate_b >= 0),
  judge text not null check (judge <> ''),
  judge_family text check (judge_family <> ''),
  judge_version text check (judge_version <> ''),
  prompt_hash text check (prompt_hash ~ '^[0-9a-f]{64}$'),
  request_hash text check (request_hash ~ '^[0-9a-f]{64}$'),
  own_family boolean not null,
  -- The text that the judge gave, compressed (Zstandard).
  reply bytea,
  input_tokens bigint check (input_tokens >= 0),
  output_tokens bigint check (output_tokens >= 0),
  usd double precision check (usd >= 0 and usd < 'infinity'),
  failure text check (failure in ('no-reply', 'refused', 'truncated', 'empty', 'malformed', 'missing-field')),
  choices jsonb check (jsonb_typeof(choices) = 'array'),
  no_choice text check (no_choice in ('empty', 'refused', 'no-choice', 'ambiguous')),
  candidates jsonb check (jsonb_typeof(candidates) = 'array'),
  rule text check (rule <> ''),
  span jsonb check (jsonb_typeof(span) = 'array'),
  answer_key jsonb check (jsonb_typeof(answer_key) = 'array' and answer_key <> '[]'),
  criterion text check (criterion <> ''),
  met boolean,
  explanation text,
  axis text check (axis <> ''),
  first_side text check (first_side in ('a', 'b')),
  preferred text check (preferred in ('first', 'second', 'tie')),
  -- The call that brought it; null for a mark by the key or from a file.
  call_id uuid references judge_call,
  import_id uuid,
  marked_at timestamptz not null,
  unique (study_id, id),
  constraint machine_mark_by_key check (
    case when kind = 'key'
      then choices is not null and candidates is not null and rule is not null and answer_key is not null
        and judge_version is not null and failure is null and reply is null and call_id is null
        and (choices = '[]') = (no_choice is not null)
      else choices is null and no_choice is null and candidates is null and rule is null and span is null
        and answer_key is null
    end
  ),
  -- A mark or a failure, and never both.
  constraint machine_mark_by_rubric check (
    case when kind = 'rubric'
      then criterion is not null and (met is null) = (failure is not null)
      else criterion is null and met is null and explanation is null
    end
  ),
  constraint machine_mark_of_pair check (
    case when kind = 'pairwise'
      then arm_b_id is not null and arm_b_id <> arm_id and replicate_b is not null and axis is not null
        and first_side is not null and (preferred is null) = (failure is not null)
      else arm_b_id is null and replicate_b is null and axis is null and first_side is null and preferred is null
    end
  )
);
create unique index machine_mark_key
  on machine_mark (study_id, item_id, arm_id, replicate, judge_version) where kind = 'key';
create unique index machine_mark_rubric
  on machine_mark (study_id, item_id, arm_id, replicate, criterion, judge, coalesce(prompt_hash, ''))
  where kind = 'rubric';
create unique index machine_mark_pairwise
  on machine_mark (
    study_id, item_id, arm_id, arm_b_id, replicate, replicate_b, axis, first_side, judge, coalesce(prompt_hash, '')
  )
  where kind = 'pairwise';

create trigger own_study after insert on machine_mark referencing new table as added
  for each statement execute function refuse_strangers(
    'item_id', 'item', 'arm_id', 'arm', 'arm_b_id', 'arm', 'call_id', 'judge_call', 'import_id', 'import'
  );
create trigger append_only before update or delete or truncate on judge_call
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on judge_outcome
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on machine_mark
  for each statement execute function refuse_change();
`

/** Marks by answer key, rubric and pair, and the calls of judges. */
export const machineMarks: Migration = { version: 6, name: 'machine-marks', statements }
