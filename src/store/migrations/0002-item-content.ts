import type { Migration } from './migration.ts'

// Turns, context, options, key, criteria and source of an item; null for the items that have none of them.
const statements = `
alter table item add column content jsonb check (jsonb_typeof(content) = 'object' and content <> '{}');

drop trigger described_once on item;
create trigger described_once before update on item
  for each row when (
    old.text is not null or old.strata <> '{}' or old.content is not null
    or (new.text is null and new.strata = '{}' and new.content is null)
    or (new.id, new.study_id, new.key) is distinct from (old.id, old.study_id, old.key)
  ) execute function refuse_change();
`

/** Items may be conversations, exam questions with a key, and questions with rubric criteria. */
export const itemContent: Migration = { version: 2, name: 'item-content', statements }
