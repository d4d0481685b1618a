import type { ModelsPage } from '../../../src/server/contract/models.ts'
import type { Reason } from '../words/answering.ts'

type Version = NonNullable<ModelsPage['served']>

/** Parts of a hash that are shown: enough to tell two apart, and to find one in a file. */
const shownDigits = 12

export function Hash({ of }: { readonly of: string }) {
  return <code>{of.slice(0, shownDigits)}</code>
}

/** A version: its model, and the index that it reads. */
export function VersionWords({ version }: { readonly version: Version }) {
  const { model, index } = version
  return (
    <>
      {model === null ? 'the label-free prior' : <code>{model.id}</code>} on {index.corpus}, index{' '}
      <Hash of={index.sha256} />
    </>
  )
}

/** What let a version through: a gate, or somebody's words. */
export function ReasonWords({ reason }: { readonly reason: Reason }) {
  return reason.by === 'gate' ? (
    <>
      by gate <Hash of={reason.sha256} />, which passed
    </>
  ) : (
    <>without a gate: “{reason.words}”</>
  )
}
