import { type ReactNode, useState } from 'react'
import type { Part } from '../../../src/server/contract/participant.ts'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import type { PartView } from '../state/use-part.ts'
import { LinkDialog } from './link-dialog.tsx'
import { StoredList } from './stored-list.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

interface Props {
  readonly part: Part
  readonly view: PartView
  readonly withdraw: (everything: boolean) => Promise<boolean>
  readonly children: ReactNode
}

/** What stands around every step: the study's name, the own link, the way out, and whom one can ask. */
export function Frame({ part, view, withdraw, children }: Props) {
  const [open, setOpen] = useState<'link' | 'withdraw' | null>(null)
  const { step, link, title, sample } = part
  const inside = step.at !== 'consent' && step.at !== 'withdrawn' && link !== null
  return (
    <>
      <header className="bar">
        <p className="bar-title">
          {sample && <span className="sample-tag">Sample</span>} {title}
        </p>
        {inside && (
          <div className="bar-buttons">
            <button type="button" className="quiet" onClick={() => setOpen('link')}>
              Save my link
            </button>
            <button type="button" className="quiet" onClick={() => setOpen('withdraw')}>
              Withdraw
            </button>
          </div>
        )}
      </header>
      <main className={step.at === 'case' ? 'page wide' : 'page'}>
        {/* Beside the work the word in the bar is enough. */}
        {sample && step.at !== 'case' && (
          <p className="sample" role="note">
            <strong>SAMPLE.</strong> This study and its cases are made up as an example. Nothing here is
            medical advice.
          </p>
        )}
        {children}
      </main>
      <footer className={step.at === 'case' ? 'foot wide' : 'foot'}>
        <p>
          Questions about the study: <span className="contact">{part.contact}</span>
        </p>
        {/* Who has no link has agreed to nothing. */}
        {link !== null && (
          <details>
            <summary>What you agreed to, and what is stored</summary>
            <ShownText answer={part.consent.content} under={1} />
            <StoredList consent={part.consent} level={2} />
            <p className="small">Version {part.consent.version}.</p>
          </details>
        )}
      </footer>
      {open === 'link' && link !== null && <LinkDialog link={link} close={() => setOpen(null)} />}
      {open === 'withdraw' && <WithdrawDialog view={view} withdraw={withdraw} close={() => setOpen(null)} />}
    </>
  )
}
