import type { Migration } from './migration.ts'

// People, what they may do, and a record of what was done. Everything that tells who somebody is stands in
// person_private, invitation and web_session, which go when the person goes; the rest knows a pseudonym. Tokens are
// kept as hashes: whoever reads the database cannot enter with what it holds.
const statements = `
alter table person_private add column email text check (email <> '');
-- What a reviewer said of themselves: specialties, and arms that they use or are paid by.
alter table person_private add column profile jsonb not null default '{}' check (jsonb_typeof(profile) = 'object');

create table membership (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('owner', 'analyst', 'capturer', 'reviewer')),
  granted_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  foreign key (study_id, person_id) references person (study_id, id)
);
create unique index membership_present on membership (study_id, person_id) where revoked_at is null;

create table invitation (
  id uuid primary key,
  study_id uuid not null,
  person_id uuid not null,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  foreign key (study_id, person_id) references person (study_id, id)
);
create index invitation_of_person on invitation (study_id, person_id);

create table web_session (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  study_id uuid not null,
  person_id uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (study_id, person_id) references person (study_id, id)
);
create index web_session_of_person on web_session (study_id, person_id);

-- Each entry holds the hash of the one before it, so that none can be changed, left out or put in between.
create table audit_entry (
  study_id uuid not null references study,
  number bigint not null check (number >= 1),
  -- The entry as canonical JSON (RFC 8785), byte for byte what the hash is of.
  document text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (study_id, number)
);
create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
`

/** Roles, invitations, sessions, and the audit log. */
export const people: Migration = { version: 7, name: 'people', statements }
