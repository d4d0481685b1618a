import type { Migration } from './migration.ts'

// Everything that a study owns carries its study_id, and no row can point into another study. Small tables
// have foreign keys for that, pairs with study_id. Answers and judgments come by the million, where one look-up
// for every row and key would take most of the time of an import: a trigger looks up the distinct keys of a
// whole statement instead, and that is enough because the rows they point to are never changed or removed.
const statements = `
create table study (
  id uuid primary key,
  key text not null unique check (key <> ''),
  title text not null,
  created_at timestamptz not null default now()
);

create table item (
  id uuid primary key,
  study_id uuid not null references study,
  key text not null check (key <> ''),
  text text,
  strata jsonb not null check (jsonb_typeof(strata) = 'object'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  unique (study_id, key)
);

create table arm (
  id uuid primary key,
  study_id uuid not null references study,
  key text not null check (key <> ''),
  unique (study_id, key)
);

create table answer (
  id uuid primary key,
  study_id uuid not null,
  item_id uuid not null,
  arm_id uuid not null,
  status text not null check (status in ('answered', 'refused', 'failed')),
  text text,
  provenance text not null check (provenance in ('api', 'captured', 'recorded', 'vendor')),
  unique (study_id, item_id, arm_id)
);

-- A random pseudonym. What is known of the person is in person_private and nowhere else.
create table person (
  id uuid primary key,
  study_id uuid not null references study,
  created_at timestamptz not null default now(),
  unique (study_id, id)
);

create table person_private (
  person_id uuid primary key,
  study_id uuid not null,
  name text not null check (name <> ''),
  salt text not null,
  unique (study_id, name),
  foreign key (study_id, person_id) references person (study_id, id) on delete cascade
);

create table import (
  id uuid primary key,
  study_id uuid not null references study,
  kind text not null check (kind <> ''),
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  rows_read bigint not null check (rows_read >= 0),
  rows_imported bigint not null check (rows_imported between 0 and rows_read),
  skipped jsonb not null check (jsonb_typeof(skipped) = 'array'),
  created_at timestamptz not null default now(),
  unique (study_id, file_sha256)
);

create table judgment (
  id uuid primary key,
  study_id uuid not null,
  seq bigint not null generated always as identity,
  form text not null check (form in ('pairwise', 'absolute')),
  item_id uuid not null,
  arm_a_id uuid not null,
  arm_b_id uuid,
  axis text not null check (axis <> ''),
  rendering text check (rendering <> ''),
  reviewer_id uuid,
  value double precision check (abs(value) < 'infinity'),
  strength smallint check (strength between 1 and 9),
  adequacy_a boolean,
  adequacy_b boolean,
  harm jsonb check (jsonb_typeof(harm) = 'object'),
  side text check (side in ('a', 'b')),
  shown_at timestamptz,
  decided_at timestamptz,
  active_seconds double precision check (active_seconds >= 0 and active_seconds < 'infinity'),
  rulebook_version text,
  role text not null check (role in ('study', 'training', 'gold', 'repeat')),
  consent boolean,
  supersedes uuid,
  import_id uuid,
  constraint judgment_pairwise check (
    form <> 'pairwise'
    or (arm_b_id is not null and arm_b_id <> arm_a_id and (value is null or value in (-1, 0, 1))
        and (strength is null or value in (-1, 1)))
  ),
  constraint judgment_absolute check (
    form <> 'absolute'
    or (arm_b_id is null and strength is null and adequacy_a is null and adequacy_b is null and side is null)
  )
);
create unique index judgment_in_order on judgment (study_id, seq);
-- A mark is corrected once; the correction may be corrected in its turn.
create unique index judgment_corrected on judgment (supersedes) where supersedes is not null;

create table protocol_lock (
  id uuid primary key,
  study_id uuid not null references study,
  version integer not null check (version >= 1),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  document text not null,
  locked_at timestamptz not null default now(),
  unique (study_id, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'EQ001';
end
$$;

create function refuse_strangers() returns trigger language plpgsql
  -- Tables that are being filled have no statistics yet; the key's index is right for few rows and many.
  set enable_seqscan = off
as $$
declare
  stranger uuid;
begin
  -- Arguments of the trigger: column and table, column and table, ...
  for place in 0 .. tg_nargs - 2 by 2 loop
    execute format(
      'select id from (select distinct %1$I as id, study_id from added where %1$I is not null) as pointer
       where (select study_id from %2$I where %2$I.id = pointer.id) is distinct from pointer.study_id limit 1',
      tg_argv[place], tg_argv[place + 1]
    ) into stranger;
    if stranger is not null then
      raise exception '% % of % is not in its study', tg_argv[place], stranger, tg_table_name
        using errcode = 'foreign_key_violation';
    end if;
  end loop;
  return null;
end
$$;

create trigger own_study after insert on answer referencing new table as added
  for each statement execute function refuse_strangers('item_id', 'item', 'arm_id', 'arm');
create trigger own_study after insert on judgment referencing new table as added
  for each statement execute function refuse_strangers(
    'item_id', 'item', 'arm_a_id', 'arm', 'arm_b_id', 'arm', 'reviewer_id', 'person', 'import_id', 'import',
    'supersedes', 'judgment'
  );

create trigger append_only before delete or truncate on item
  for each statement execute function refuse_change();
-- An item that marks only named may be described once, by the file that holds the questions.
create trigger described_once before update on item
  for each row when (
    old.text is not null or old.strata <> '{}' or (new.text is null and new.strata = '{}')
    or (new.id, new.study_id, new.key) is distinct from (old.id, old.study_id, old.key)
  ) execute function refuse_change();
create trigger append_only before update or delete or truncate on arm
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on person
  for each statement execute function refuse_change();

create trigger append_only before update or delete or truncate on answer
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on import
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on judgment
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on protocol_lock
  for each statement execute function refuse_change();
`

/** Studies with their items, arms, answers, people, imports, judgments and locked protocols. */
export const studies: Migration = { version: 1, name: 'studies', statements }
