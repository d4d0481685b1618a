import { useMemo, useState } from 'react'
import type { Desk } from '../../../src/server/contract/desk.ts'
import { sectionsWith } from '../shown/rulebook-search.ts'
import { ShownText } from '../shown/shown-text.tsx'
import { counted } from '../words/progress-words.ts'
import { Dialog } from './dialog.tsx'
import { keyed } from './keyed.ts'

interface Props {
  readonly rulebook: NonNullable<Desk['rulebook']>
  readonly close: () => void
}

/** The rule-book beside the answers, with a search. */
export function RulebookDrawer({ rulebook, close }: Props) {
  const [query, setQuery] = useState('')
  const sections = useMemo(() => sectionsWith(rulebook.blocks.blocks, query), [rulebook, query])
  const shown = useMemo(
    () => sections.map((blocks) => ({ ...rulebook.blocks, blocks, references: [] })),
    [sections, rulebook],
  )
  return (
    <Dialog title="Rule-book" kind="drawer" close={close}>
      <p className="small">Version {rulebook.version}. It is noted with each of your marks.</p>
      <label className="field">
        Search
        <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <p role="status" className="small">
        {query.trim() === '' ? '' : counted(sections.length, 'section')}
      </p>
      {keyed(shown).map(({ key, one }) => (
        <ShownText key={key} answer={one} under={2} />
      ))}
    </Dialog>
  )
}
