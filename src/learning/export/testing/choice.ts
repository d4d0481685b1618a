import type { ExportChoice } from '../export-files.ts'
import { noLicences } from '../licences.ts'

/** What an export does where a test says nothing else. */
export const usualChoice: ExportChoice = {
  axes: null,
  licences: noLicences,
  includeRestricted: false,
  judgments: 'majority',
  cap: null,
  seed: 1,
  formats: ['dpo'],
  provider: 'together',
  style: 'conversational',
  features: new Map(),
}
