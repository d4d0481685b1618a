import type { Migration } from './migration.ts'

// Assisted-use trials: people who decide about cases with an arm's help. A participant is a person of the study by pseudonym
// alone; nobody asks for a name. What they wrote (conversations, conditions, answers to forms) and the link that they come back
// by stand in tables of their own, which go when the person goes. What remains says that somebody was given an arm and cases,
// how many messages there were and what they cost: without it the allocations after theirs cannot be computed, nor the budget.
//
// Times are null where the consent does not name timings. Ids are random, because participants see those of encounters.
const statements = `
-- A trial is opened once. Whoever has the secret can compute every allocation to come; it is told when the trial is closed.
create table trial (
  study_id uuid primary key references study,
  protocol_hash text not null check (protocol_hash ~ '^[0-9a-f]{64}$'),
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  opened_at timestamptz not null default clock_timestamp()
);

create table trial_closing (
  study_id uuid primary key references trial,
  closed_at timestamptz not null default clock_timestamp()
);

-- Somebody who gave their consent. Simulated participants are told apart for good.
create table participant (
  person_id uuid primary key,
  study_id uuid not null references trial,
  kind text not null check (kind in ('real', 'simulated')),
  consent_version text not null check (consent_version <> ''),
  consented_at timestamptz not null default clock_timestamp(),
  unique (study_id, person_id),
  foreign key (study_id, person_id) references person (study_id, id)
);

-- The link that a participant comes back by, as a hash.
create table participant_link (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  study_id uuid not null,
  person_id uuid not null unique,
  foreign key (study_id, person_id) references participant (study_id, person_id)
);

-- A form that was filled in, and whether its answers pass; null for a form that nobody can fail. Of eligibility and attention no more
-- than that is kept.
create table participant_step (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  step text not null check (step in ('eligibility', 'baseline', 'attention', 'questionnaire')),
  passed boolean,
  unique (person_id, step),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index participant_step_of_study on participant_step (study_id, id);

create table participant_answer (
  study_id uuid not null,
  person_id uuid not null,
  form text not null check (form in ('baseline', 'questionnaire')),
  question text not null check (question <> ''),
  value jsonb not null check (jsonb_typeof(value) in ('string', 'number')),
  primary key (person_id, form, question),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);

-- One list for real participants, one for simulated ones. Nothing is drawn ahead.
create table allocation (
  study_id uuid not null,
  kind text not null check (kind in ('real', 'simulated')),
  number integer not null check (number >= 1),
  person_id uuid not null unique,
  -- Within persons: the arm of the first case.
  arm_id uuid not null references arm,
  strata jsonb not null check (jsonb_typeof(strata) = 'object'),
  drawn_at timestamptz not null default clock_timestamp(),
  primary key (study_id, kind, number),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);

-- A case that a participant was given, with its arm.
create table encounter (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  place smallint not null check (place >= 0),
  item_id uuid not null references item,
  arm_id uuid not null references arm,
  unique (person_id, place),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index encounter_of_study on encounter (study_id, id);

-- When the case was first on the page. Written only where the consent names timings.
create table case_shown (
  encounter_id uuid primary key references encounter,
  study_id uuid not null references study,
  shown_at timestamptz not null default clock_timestamp()
);
create index case_shown_of_study on case_shown (study_id, encounter_id);

-- The key was drawn by the page: a message that arrives twice is on record once.
create table chat_message (
  id uuid primary key,
  study_id uuid not null references study,
  encounter_id uuid not null references encounter,
  number smallint not null check (number >= 1),
  key uuid not null,
  characters integer not null check (characters >= 1),
  sent_at timestamptz,
  unique (encounter_id, number),
  unique (encounter_id, key)
);
create index chat_message_of_study on chat_message (study_id, id);

-- A call of an arm is on record before it is made, and what came of it is a further row, as calls of a collection are (migration 3).
create table chat_call (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  message_id uuid not null references chat_message,
  attempt smallint not null check (attempt >= 1),
  worst_usd double precision check (worst_usd >= 0 and worst_usd < 'infinity'),
  worst_tokens bigint not null check (worst_tokens >= 0),
  unique (message_id, attempt),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index chat_call_of_study on chat_call (study_id, id);
create index chat_call_of_person on chat_call (person_id);

create table chat_outcome (
  id uuid primary key references chat_call,
  study_id uuid not null references study,
  status text not null check (status in ('answered', 'refused', 'failed', 'in-doubt')),
  reason text,
  usd double precision check (usd >= 0 and usd < 'infinity'),
  tokens bigint check (tokens >= 0),
  usage jsonb check (jsonb_typeof(usage) = 'object'),
  model_snapshot text,
  http_status smallint,
  seconds double precision check (seconds >= 0 and seconds < 'infinity')
);
create index chat_outcome_of_study on chat_outcome (study_id, id);

-- What was said. Written only where the consent names the conversation.
create table chat_words (
  study_id uuid not null,
  message_id uuid not null references chat_message,
  role text not null check (role in ('participant', 'arm')),
  person_id uuid not null,
  words text not null check (words <> ''),
  primary key (message_id, role),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index chat_words_of_person on chat_words (study_id, person_id);

-- Calls that are out at this moment, and until when whoever makes them is taken to live. No record.
create table chat_in_flight (
  call_id uuid primary key,
  study_id uuid not null,
  process_id uuid not null,
  due_at timestamptz not null
);
create index chat_in_flight_of_process on chat_in_flight (process_id);

create table trial_decision (
  encounter_id uuid primary key references encounter,
  study_id uuid not null references study,
  key uuid not null,
  disposition text not null check (disposition <> ''),
  confidence smallint not null check (confidence between 0 and 100),
  -- How many were named; what they are stands in decision_words.
  conditions smallint not null check (conditions >= 0),
  seconds double precision check (seconds >= 0 and seconds < 'infinity'),
  decided_at timestamptz
);
create index trial_decision_of_study on trial_decision (study_id, encounter_id);

create table decision_words (
  study_id uuid not null,
  encounter_id uuid not null references trial_decision,
  place smallint not null check (place >= 0),
  person_id uuid not null,
  words text not null check (words <> ''),
  primary key (encounter_id, place),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index decision_words_of_person on decision_words (study_id, person_id);

-- Who withdraws may have all words and decisions deleted, then or later.
create table withdrawal (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  deleted boolean not null,
  withdrawn_at timestamptz not null default clock_timestamp(),
  unique (person_id, deleted),
  foreign key (study_id, person_id) references participant (study_id, person_id)
);
create index withdrawal_of_study on withdrawal (study_id, id);

create trigger own_study after insert on allocation referencing new table as added
  for each statement execute function refuse_strangers('arm_id', 'arm');
create trigger own_study after insert on encounter referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item', 'arm_id', 'arm');
create trigger own_study after insert on case_shown referencing new table as added
  for each statement execute function refuse_strangers('encounter_id', 'encounter');
create trigger own_study after insert on chat_message referencing new table as added
  for each statement execute function refuse_strangers('encounter_id', 'encounter');
create trigger own_study after insert on chat_call referencing new table as added
  for each statement execute function refuse_strangers('message_id', 'chat_message');
create trigger own_study after insert on chat_outcome referencing new table as added
  for each statement execute function refuse_strangers('id', 'chat_call');
create trigger own_study after insert on chat_words referencing new table as added
  for each statement execute function refuse_strangers('message_id', 'chat_message');
create trigger own_study after insert on trial_decision referencing new table as added
  for each statement execute function refuse_strangers('encounter_id', 'encounter');
create trigger own_study after insert on decision_words referencing new table as added
  for each statement execute function refuse_strangers('encounter_id', 'encounter');

do $$
declare
  kept text;
  owned text;
begin
  foreach kept in array array[
    'trial', 'trial_closing', 'participant', 'participant_step', 'allocation', 'encounter', 'case_shown', 'chat_message',
    'chat_call', 'chat_outcome', 'trial_decision', 'withdrawal'
  ] loop
    execute format('create trigger append_only before update or delete or truncate on %I
      for each statement execute function refuse_change()', kept);
  end loop;
  -- As migration 16 gave them to every table before: rows of a study that has left are refused.
  foreach owned in array array[
    'trial', 'trial_closing', 'participant', 'participant_link', 'participant_step', 'participant_answer', 'allocation',
    'encounter', 'case_shown', 'chat_message', 'chat_call', 'chat_outcome', 'chat_words', 'chat_in_flight',
    'trial_decision', 'decision_words', 'withdrawal'
  ] loop
    execute format('create trigger written_here after insert on %I referencing new table as changed
      for each statement execute function refuse_elsewhere()', owned);
    execute format('create trigger changed_here after update on %I referencing new table as changed
      for each statement execute function refuse_elsewhere()', owned);
    execute format('create trigger removed_here after delete on %I referencing old table as changed
      for each statement execute function refuse_elsewhere()', owned);
  end loop;
end
$$;
`

/** Assisted-use trials: participants, allocations, conversations, decisions. */
export const assistedTrials: Migration = { version: 17, name: 'assisted-trials', statements }
