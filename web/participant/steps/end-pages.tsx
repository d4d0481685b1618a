import type { Part } from '../../../src/server/contract/participant.ts'
import { OwnLink } from '../parts/link-dialog.tsx'
import { StepPage } from '../parts/step-page.tsx'
import { stepTitles } from '../words/step-words.ts'

export function IneligiblePage() {
  return (
    <StepPage title={stepTitles.ineligible}>
      <p>
        Thank you for your interest. By your answers you are not among the people that this study is made for,
        so it ends here for you. That says nothing about you.
      </p>
      <p>
        What is kept is that somebody was asked and the study was not made for them, and not your answers. You
        can withdraw above.
      </p>
    </StepPage>
  )
}

export function DonePage({ part: { link } }: { readonly part: Part }) {
  return (
    <StepPage title={stepTitles.done}>
      <p>
        Everything that you gave is on record, and you can close this page. The cases were written for a
        study: if something in them reminds you of your own health, please speak to a professional.
      </p>
      <h2>If you change your mind</h2>
      <p>
        Your link leads back to this page. “Withdraw” above ends your participation, also now, and deletes
        what you gave if you wish.
      </p>
      {link !== null && <OwnLink link={link} />}
    </StepPage>
  )
}

export function WithdrawnPage({ deleted }: { readonly deleted: boolean }) {
  return (
    <StepPage title={stepTitles.withdrawn}>
      {deleted ? (
        <p>Every word and decision of yours was deleted. You can close this page.</p>
      ) : (
        <p>
          Your participation has ended. What you asked to be deleted is deleted; what you let the study keep
          is kept under its random code. You can close this page.
        </p>
      )}
    </StepPage>
  )
}

export function ClosedPage() {
  return (
    <StepPage title={stepTitles.closed}>
      <p>No new participants are taken in now. Thank you for your interest.</p>
    </StepPage>
  )
}
