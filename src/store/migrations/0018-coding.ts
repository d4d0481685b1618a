import type { Migration } from './migration.ts'

// Coding of decisions: what participants typed and models answered is put to people as texts. A task is a distinct text of one
// case, so that the same words are coded once by each coder, and nobody can tell whose they are or where they come from. Its
// id is random. The words stand apart, and so does where they come from: both go with the participant's own words, and what
// remains of a task then is that a text, which nobody has any more, was coded.
//
// A coding is never changed; of several by the same person on one text the last one counts. No proposal of a machine is a coding.
const statements = `
create table coding_task (
  id uuid primary key,
  study_id uuid not null references study,
  kind text not null check (kind in ('condition', 'reply')),
  item_id uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  unique (study_id, id)
);

create table coding_words (
  task_id uuid primary key,
  study_id uuid not null,
  item_id uuid not null,
  kind text not null check (kind in ('condition', 'reply')),
  words text not null check (words <> ''),
  words_sha256 text not null check (words_sha256 ~ '^[0-9a-f]{64}$'),
  foreign key (study_id, task_id) references coding_task (study_id, id)
);
create unique index coding_words_once on coding_words (study_id, item_id, kind, words_sha256);

-- Where a text comes from: a decision, a place in a conversation, or an answer of a model asked with the whole case.
create table coding_source (
  id uuid primary key,
  study_id uuid not null,
  task_id uuid not null,
  stage text not null check (stage in ('expert-query', 'first-turn', 'conversation', 'person')),
  encounter_id uuid references encounter,
  -- Of a decision: which of its conditions.
  place smallint check (place >= 0),
  answer_id uuid,
  check ((stage = 'expert-query') = (answer_id is not null)),
  check ((stage = 'expert-query') = (encounter_id is null)),
  check ((stage = 'person') = (place is not null)),
  foreign key (study_id, task_id) references coding_task (study_id, id)
);
create unique index coding_source_of_encounter
  on coding_source (encounter_id, stage, coalesce(place, 0)) where encounter_id is not null;
create unique index coding_source_of_answer on coding_source (answer_id) where answer_id is not null;
create index coding_source_of_task on coding_source (task_id);
create index coding_source_of_study on coding_source (study_id, id);

create table coding (
  id uuid primary key,
  study_id uuid not null,
  seq bigint not null generated always as identity,
  task_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('coder', 'adjudicator')),
  condition text check (condition <> ''),
  disposition text check (disposition <> ''),
  unsure boolean not null,
  coded_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, task_id) references coding_task (study_id, id),
  foreign key (study_id, person_id) references person (study_id, id)
);
create unique index coding_in_order on coding (study_id, seq);
create index coding_of_task on coding (task_id, seq);
create index coding_of_person on coding (study_id, person_id, seq);

-- What a machine proposes for a text, or why it proposes nothing. A judge's words are not kept: they may be the participant's.
create table coding_proposal (
  id uuid primary key,
  study_id uuid not null,
  task_id uuid not null,
  kind text not null check (kind in ('matcher', 'judge')),
  -- Version of the matcher, or the judge's id.
  proposer text not null check (proposer <> ''),
  condition text check (condition <> ''),
  disposition text check (disposition <> ''),
  score double precision check (score between 0 and 1),
  reason text check (reason <> ''),
  failure text check (failure in ('no-reply', 'refused', 'truncated', 'empty', 'malformed', 'missing-field')),
  prompt_hash text check (prompt_hash ~ '^[0-9a-f]{64}$'),
  call_id uuid references judge_call,
  proposed_at timestamptz not null default clock_timestamp(),
  check ((score is null) = (failure is not null)),
  check (failure is null or (condition is null and disposition is null)),
  check ((kind = 'judge') = (prompt_hash is not null)),
  foreign key (study_id, task_id) references coding_task (study_id, id)
);
create unique index coding_proposal_once on coding_proposal (task_id, proposer, coalesce(prompt_hash, ''));
create index coding_proposal_of_study on coding_proposal (study_id, id);

alter table judge_call drop constraint judge_call_kind_check;
alter table judge_call add constraint judge_call_kind_check check (kind in ('rubric', 'pairwise', 'coding'));

-- Where the words of a decision or a conversation go, what stands here of them goes too. A study that has left keeps its records.
create function forget_decision_words() returns trigger language plpgsql as $$
begin
  delete from coding_source using removed
    where coding_source.encounter_id = removed.encounter_id and coding_source.stage = 'person'
      and coding_source.place = removed.place;
  return null;
end
$$;
create function forget_chat_words() returns trigger language plpgsql as $$
begin
  delete from coding_source using removed, chat_message
    where chat_message.id = removed.message_id and coding_source.encounter_id = chat_message.encounter_id
      and coding_source.stage in ('first-turn', 'conversation');
  return null;
end
$$;
create function forget_coded_words() returns trigger language plpgsql as $$
begin
  delete from coding_words using removed
    where coding_words.task_id = removed.task_id
      and not exists (select from coding_source where coding_source.task_id = removed.task_id);
  return null;
end
$$;
create trigger forget_coded after delete on decision_words referencing old table as removed
  for each statement execute function forget_decision_words();
create trigger forget_coded after delete on chat_words referencing old table as removed
  for each statement execute function forget_chat_words();
create trigger forget_coded after delete on coding_source referencing old table as removed
  for each statement execute function forget_coded_words();

create trigger own_study after insert on coding_task referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item');
create trigger own_study after insert on coding_source referencing new table as added
  for each statement execute function refuse_strangers('encounter_id', 'encounter', 'answer_id', 'answer');
create trigger own_study after insert on coding_proposal referencing new table as added
  for each statement execute function refuse_strangers('call_id', 'judge_call');

do $$
declare
  kept text;
  owned text;
begin
  foreach kept in array array['coding_task', 'coding', 'coding_proposal'] loop
    execute format('create trigger append_only before update or delete or truncate on %I
      for each statement execute function refuse_change()', kept);
  end loop;
  -- As migration 16 gave them to every table before.
  foreach owned in array array['coding_task', 'coding_words', 'coding_source', 'coding', 'coding_proposal'] loop
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

/** Texts that people code, their codings, and what machines propose. */
export const coding: Migration = { version: 18, name: 'coding', statements }
