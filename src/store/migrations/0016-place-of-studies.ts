import type { Migration } from './migration.ts'

// A study can be moved to another database. Both databases then have its rows, and one row here says that those of this
// database are not the ones to go on with: not yet (arriving), or not any more (moved). No row means that the study was
// always here. Every statement that writes rows of a study asks for that, under a lock that whoever moves it takes alone,
// so no process, however old its own view, adds to a study that has left.
//
// Texts that rows are ordered by are ordered by their code points, whatever the language of the server is, so that the
// same study gives the same bytes in every database.
const statements = `
create table study_place (
  study_id uuid primary key references study,
  place text not null check (place in ('here', 'arriving', 'moved')),
  -- The other database: its identity, and what a person calls it.
  peer_identity text not null,
  peer text not null,
  -- SHA-256 of all rows, once they were read back and found the same in both databases.
  verified text check (verified ~ '^[0-9a-f]{64}$'),
  changed_at timestamptz not null default clock_timestamp()
);

create function refuse_elsewhere() returns trigger language plpgsql as $$
declare
  elsewhere uuid;
begin
  perform pg_advisory_xact_lock_shared(1163219282, hashtext(study_id::text))
    from (select distinct study_id from changed) as owners;
  select study_id into elsewhere from study_place
    where place <> 'here' and study_id in (select study_id from changed)
      -- Whoever moves the study fills the place where it arrives, and clears personal rows where it was.
      and not (
        study_id::text = current_setting('equipoise.moving', true) and (place = 'arriving' or tg_op = 'DELETE')
      )
    limit 1;
  if elsewhere is not null then
    raise exception 'study % is not to be written to in this database', elsewhere using errcode = 'EQ002';
  end if;
  return null;
end
$$;

do $$
declare
  owned regclass;
begin
  for owned in
    select attrelid::regclass from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = 'study_id' and relkind = 'r' and relnamespace = current_schema::regnamespace
      and relname <> 'study_place'
  loop
    execute format('create trigger written_here after insert on %s referencing new table as changed
      for each statement execute function refuse_elsewhere()', owned);
    execute format('create trigger changed_here after update on %s referencing new table as changed
      for each statement execute function refuse_elsewhere()', owned);
    execute format('create trigger removed_here after delete on %s referencing old table as changed
      for each statement execute function refuse_elsewhere()', owned);
  end loop;
end
$$;

-- The trigger names the column, so it makes room for the change.
drop trigger described_once on item;
alter table study alter column key type text collate "C";
alter table item alter column key type text collate "C";
alter table arm alter column key type text collate "C";
alter table capture_slot alter column item type text collate "C", alter column arm type text collate "C";
alter table shown_answer alter column rendering type text collate "C";
create trigger described_once before update on item
  for each row when (
    old.text is not null or old.strata <> '{}' or old.content is not null
    or (new.text is null and new.strata = '{}' and new.content is null)
    or (new.id, new.study_id, new.key) is distinct from (old.id, old.study_id, old.key)
  ) execute function refuse_change();
`

/** In which database a study is to be written to, and texts ordered alike in all of them. */
export const placeOfStudies: Migration = { version: 16, name: 'place-of-studies', statements }
