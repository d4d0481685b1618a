import type { Migration } from './migration.ts'

// Tokens of programs that ask the clinical search. They are of the whole database and of no study, so they stand in no audit
// log; both tables only grow, and together say who could ask when. A token is kept as its hash.
const statements = `
create table api_token (
  id uuid primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null check (expires_at > created_at)
);

create table api_token_revocation (
  token_id uuid primary key references api_token,
  revoked_at timestamptz not null default clock_timestamp()
);

create trigger append_only before update or delete or truncate on api_token
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on api_token_revocation
  for each statement execute function refuse_change();
`

/** Tokens of programs, and their revocations. */
export const apiTokens: Migration = { version: 12, name: 'api-tokens', statements }
