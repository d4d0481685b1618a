import type { Migration } from './migration.ts'

// What a study owns can be deleted as a whole, and an asked question of the ask page with all that hangs on it: within a
// transaction that says so, and in no other way. What was deleted is told by the log of the workspace, which only grows.
const statements = `
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('equipoise.erasing', true) = 'on' then
    return null;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'EQ001';
end
$$;

create function refuse_every_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'EQ001';
end
$$;

-- Entries are chained as those of a study are (migration 7). A study that an entry names may be gone.
create table workspace_entry (
  number bigint primary key check (number >= 1),
  document text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);
create trigger append_only before update or delete or truncate on workspace_entry
  for each statement execute function refuse_every_change();

-- How long is kept what may be deleted; null: until somebody deletes it. One row.
create table retention_rule (
  id boolean primary key default true check (id),
  people_days integer check (people_days >= 0),
  asked_days integer check (asked_days >= 0)
);
`

/** Deletion of studies and of asked questions, the log of the workspace, and the rule of retention. */
export const erasure: Migration = { version: 13, name: 'erasure', statements }
