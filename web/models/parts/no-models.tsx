import { Command } from './command.tsx'

/** Nothing is kept yet, and how that is changed. */
export function NoModels() {
  return (
    <>
      <p>
        None yet. A model is trained on graded files, and kept here once it is promoted or put on trial; its
        card comes with it.
      </p>
      <Command line="equipoise learn graded/ --out model.json --curve" />
      <Command line="equipoise promote model.json --gate gate/gate.json" />
    </>
  )
}
