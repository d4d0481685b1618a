import type { Migration } from './migration.ts'

// The review: what is to be marked, who took it, and everything that reviewers did, in the order in which it came.
// Ids are random, because reviewers see those of units and tasks, and nothing about them may tell an arm.
const statements = `
-- A review is opened once; what reviewers get was drawn then.
create table review (
  study_id uuid primary key references study,
  protocol_hash text not null check (protocol_hash ~ '^[0-9a-f]{64}$'),
  -- Decides which letter stands for which arm while the study is blind.
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  opened_at timestamptz not null default clock_timestamp()
);

-- A review is closed once; its blind is then lifted. Who did it, and why, is in the audit log.
create table review_closing (
  study_id uuid primary key references review,
  closed_at timestamptz not null default clock_timestamp()
);

-- A person's decision about an answer in which the identity screen found something.
create table identity_decision (
  id uuid primary key,
  study_id uuid not null,
  answer_id uuid not null,
  decision text not null check (decision in ('clear', 'mask', 'exclude')),
  -- Phrases that the person saw, with their places in the answer.
  found jsonb not null check (jsonb_typeof(found) = 'array'),
  person_id uuid not null,
  reason text not null check (reason <> ''),
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, person_id) references person (study_id, id)
);
create index identity_decision_of_study on identity_decision (study_id, id);

-- Answers as reviewers see them, made when the review is opened: serving one takes as long as serving any other.
create table shown_answer (
  id uuid primary key,
  study_id uuid not null references study,
  answer_id uuid not null,
  rendering text not null,
  content text not null,
  -- Where the sentences stand in the answer: start and end in UTF-16 code units, by their numbers.
  spans jsonb not null check (jsonb_typeof(spans) = 'array'),
  unique (study_id, answer_id, rendering)
);

create table review_unit (
  id uuid primary key,
  study_id uuid not null references study,
  number integer not null check (number >= 0),
  item_id uuid not null,
  form text not null check (form in ('pairwise', 'absolute')),
  rendering text check (rendering <> ''),
  round integer not null check (round >= 0),
  role text not null check (role in ('study', 'training', 'gold')),
  -- Number of the unit that this one shows once more.
  repeats integer,
  unique (study_id, number),
  unique (study_id, id)
);

create table review_task (
  id uuid primary key,
  study_id uuid not null,
  unit_id uuid not null,
  place smallint not null check (place >= 0),
  arm_a_id uuid not null,
  arm_b_id uuid,
  first text not null check (first in ('a', 'b')),
  shown_a_id uuid not null references shown_answer,
  shown_b_id uuid references shown_answer,
  check ((arm_b_id is null) = (shown_b_id is null)),
  unique (unit_id, place),
  foreign key (study_id, unit_id) references review_unit (study_id, id)
);

-- What was planned and is shown to nobody, because an answer was refused, failed or taken out by a person. When the
-- review is closed it becomes judgments without a mark, which the refusal rule of the protocol decides.
create table review_left_out (
  id uuid primary key,
  study_id uuid not null references study,
  item_id uuid not null,
  form text not null check (form in ('pairwise', 'absolute')),
  rendering text check (rendering <> ''),
  round integer not null check (round >= 0),
  role text not null check (role in ('study', 'training', 'gold')),
  arm_a_id uuid not null,
  arm_b_id uuid,
  -- By the ids of the arms: refused, failed or excluded.
  why jsonb not null check (jsonb_typeof(why) = 'array')
);
create index review_left_out_of_study on review_left_out (study_id, id);

-- Takes and returns follow one another in one order.
create sequence review_deal_order;

-- The form and the rendering that belong to a reviewer, by the order of arrival.
create table review_reviewer (
  study_id uuid not null,
  person_id uuid not null,
  arrival integer not null check (arrival >= 0),
  form text check (form in ('pairwise', 'absolute')),
  rendering text check (rendering <> ''),
  joined_at timestamptz not null default clock_timestamp(),
  primary key (study_id, person_id),
  unique (study_id, arrival),
  foreign key (study_id, person_id) references person (study_id, id)
);

create table review_assignment (
  id uuid primary key,
  study_id uuid not null,
  unit_id uuid not null,
  reviewer_id uuid not null,
  -- Every take and every return holds the study's deal, so their order is that of what happened.
  seq bigint not null default nextval('review_deal_order'),
  taken_at timestamptz not null default clock_timestamp(),
  foreign key (study_id, unit_id) references review_unit (study_id, id),
  foreign key (study_id, reviewer_id) references review_reviewer (study_id, person_id)
);
create index review_assignment_of_reviewer on review_assignment (study_id, reviewer_id, taken_at);
create index review_assignment_of_unit on review_assignment (unit_id);
create index review_assignment_in_order on review_assignment (study_id, seq);

-- An assignment that ended undone: the unit is dealt again.
create table review_return (
  id uuid primary key references review_assignment,
  study_id uuid not null references study,
  seq bigint not null default nextval('review_deal_order'),
  reason text not null check (reason in ('left undone', 'reviewer removed', 'given back')),
  returned_at timestamptz not null default clock_timestamp()
);

create index review_return_in_order on review_return (study_id, seq);

-- What a reviewer did. The key was drawn by the browser: an event that arrives twice is on record once.
create table review_event (
  study_id uuid not null references study,
  key uuid not null,
  seq bigint not null generated always as identity,
  task_id uuid not null references review_task,
  reviewer_id uuid not null,
  kind text not null check (kind in ('form', 'undo', 'guess')),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  complete boolean,
  active_seconds double precision check (active_seconds >= 0 and active_seconds < 'infinity'),
  made_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (study_id, key)
);
create index review_event_of_task on review_event (task_id, seq);
create index review_event_of_reviewer on review_event (study_id, reviewer_id, seq);

-- The judgment that an event made or corrected, by task and axis.
create table review_mark (
  judgment_id uuid primary key,
  study_id uuid not null references study,
  task_id uuid not null references review_task,
  axis text not null check (axis <> ''),
  event_key uuid not null,
  foreign key (study_id, event_key) references review_event (study_id, key)
);
create index review_mark_of_task on review_mark (task_id, axis);

-- Free words of a reviewer are personal: they go when the person goes.
create table review_comment (
  study_id uuid not null,
  event_key uuid not null,
  person_id uuid not null,
  words text not null check (words <> ''),
  primary key (study_id, event_key),
  foreign key (study_id, person_id) references person (study_id, id)
);

create trigger own_study after insert on identity_decision referencing new table as added
  for each statement execute function refuse_strangers('answer_id', 'answer');
create trigger own_study after insert on shown_answer referencing new table as added
  for each statement execute function refuse_strangers('answer_id', 'answer');
create trigger own_study after insert on review_left_out referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item', 'arm_a_id', 'arm', 'arm_b_id', 'arm');
create trigger own_study after insert on review_unit referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item');
create trigger own_study after insert on review_task referencing new table as added
  for each statement execute function refuse_strangers(
    'arm_a_id', 'arm', 'arm_b_id', 'arm', 'shown_a_id', 'shown_answer', 'shown_b_id', 'shown_answer'
  );

create trigger append_only before update or delete or truncate on review
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_closing
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on identity_decision
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on shown_answer
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_left_out
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_unit
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_task
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_reviewer
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_assignment
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_return
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_event
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on review_mark
  for each statement execute function refuse_change();
`

/** What reviewers are given, and what they did. */
export const review: Migration = { version: 8, name: 'review', statements }
