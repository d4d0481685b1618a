import type { AdapterFamily } from './adapter.ts'
import { agreementAdapters } from './agreement-adapters.ts'
import { assistedAdapters } from './assisted-adapters.ts'
import { blindingAdapters } from './blinding-adapters.ts'
import { bootstrapAdapters } from './bootstrap-adapters.ts'
import { calibrationAdapters } from './calibration-adapters.ts'
import { crossedAdapters } from './crossed-adapters.ts'
import { decisionAdapters } from './decision-adapters.ts'
import { distributionAdapters } from './distribution-adapters.ts'
import { economicsAdapters } from './economics-adapters.ts'
import { factorialAdapters } from './factorial-adapter.ts'
import { judgeAdapters } from './judge-adapters.ts'
import { metaAdapters } from './meta-adapters.ts'
import { mixedAdapters } from './mixed-adapters.ts'
import { multiplicityAdapters } from './multiplicity-adapters.ts'
import { pairedAdapters } from './paired-adapters.ts'
import { powerAdapters } from './power-adapters.ts'
import { ppiAdapters } from './ppi-adapters.ts'
import { preferenceAdapters } from './preference-adapters.ts'
import { preferenceModelAdapters } from './preference-model-adapters.ts'
import { rankAdapters } from './rank-adapters.ts'
import { rubricAdapters } from './rubric-adapters.ts'
import { sequentialAdapters } from './sequential-adapters.ts'
import { shiftAdapters } from './shift-adapters.ts'

/** Every method that can be verified from a file of reference cases, by its identifier. */
export const referenceAdapters: AdapterFamily = {
  ...agreementAdapters,
  ...assistedAdapters,
  ...blindingAdapters,
  ...bootstrapAdapters,
  ...calibrationAdapters,
  ...crossedAdapters,
  ...decisionAdapters,
  ...distributionAdapters,
  ...economicsAdapters,
  ...factorialAdapters,
  ...judgeAdapters,
  ...metaAdapters,
  ...mixedAdapters,
  ...multiplicityAdapters,
  ...pairedAdapters,
  ...powerAdapters,
  ...ppiAdapters,
  ...preferenceAdapters,
  ...preferenceModelAdapters,
  ...rankAdapters,
  ...rubricAdapters,
  ...sequentialAdapters,
  ...shiftAdapters,
}
