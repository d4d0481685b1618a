import { loadBioasq } from './bioasq.ts'
import { loadHealthbench } from './healthbench.ts'
import { loadHealthbenchProfessional } from './healthbench-professional.ts'
import { loadKqa } from './k-qa.ts'
import type { Loader } from './loader.ts'
import { loadMedmcqa } from './medmcqa.ts'
import { loadMedqa } from './medqa.ts'
import { loadMirage } from './mirage.ts'
import { loadMmlu } from './mmlu.ts'
import { loadPubmedqa } from './pubmedqa.ts'
import { loadRealPocqi } from './real-pocqi.ts'

/** The loader of every published format, by the name of its set in `sets.ts`. */
export const loaders: ReadonlyMap<string, Loader> = new Map([
  ['medqa', loadMedqa],
  ['medmcqa', loadMedmcqa],
  ['mmlu-med', loadMmlu],
  ['pubmedqa', loadPubmedqa],
  ['bioasq', loadBioasq],
  ['mirage', loadMirage],
  ['healthbench', loadHealthbench],
  ['healthbench-professional', loadHealthbenchProfessional],
  ['k-qa', loadKqa],
  ['real-pocqi', loadRealPocqi],
])
