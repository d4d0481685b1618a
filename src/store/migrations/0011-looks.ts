import type { Migration } from './migration.ts'

// A planned look at a review that is blind still: who took it, what it had before it, and what it said. Each is taken once.
const statements = `
create table review_look (
  study_id uuid not null references review,
  -- Which of the planned looks it was.
  number smallint not null check (number >= 1),
  taken_at timestamptz not null default clock_timestamp(),
  person_id uuid not null,
  reason text not null check (reason <> ''),
  -- Of the lock whose hypotheses and boundaries it followed.
  protocol_hash text not null check (protocol_hash ~ '^[0-9a-f]{64}$'),
  data_hash text not null check (data_hash ~ '^[0-9a-f]{64}$'),
  -- Marks that answered the hypotheses, of so many that the review is to bring.
  marks integer not null check (marks > 0),
  due integer not null check (due > marks),
  -- By the id of the hypothesis: whether its boundary was crossed.
  outcomes jsonb not null check (jsonb_typeof(outcomes) = 'array'),
  primary key (study_id, number),
  foreign key (study_id, person_id) references person (study_id, id)
);

create trigger append_only before update or delete or truncate on review_look
  for each statement execute function refuse_change();
`

/** Planned looks that were taken. */
export const looks: Migration = { version: 11, name: 'looks', statements }
