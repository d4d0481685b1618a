import { z } from 'zod'
import { assistedResultsSchema } from '../src/analysis/assisted/results-schema.ts'
import { coverageSchema } from '../src/analysis/coverage/coverage-schema.ts'
import { marksSchema } from '../src/analysis/judges/marks-schema.ts'
import { resultsSchema } from '../src/analysis/results-schema.ts'
import { economicsSchema } from '../src/economics/assumptions/economics-schema.ts'
import { ledgerFileSchema } from '../src/evidence/ledger/ledger-file.ts'
import { mappingSchema, mappingSchemaV2 } from '../src/exchange/mapping.ts'
import { gatePlanSchema } from '../src/learning/gate/gate-plan.ts'
import { gateResultsSchema } from '../src/learning/gate/gate-results.ts'
import { gateLockSchema } from '../src/learning/gate/record/gate-lock.ts'
import { assistedPowerSchema } from '../src/power/assisted/assisted-power-schema.ts'
import { powerSchema } from '../src/power/power-schema.ts'
import { lockSchema } from '../src/protocol/lock.ts'
import { protocolSchemaV1 } from '../src/protocol/schema-v1.ts'
import { checklistSchema, preregistrationSchema } from '../src/report/registration/registration-schema.ts'
import { searchSettingsSchema } from '../src/search/settings/search-settings.ts'

/** Published JSON Schemas by file name: what editors and other programs check our files with. */
export function publishedSchemas(): Map<string, string> {
  const schemas = {
    'protocol.v1.schema.json': protocolSchemaV1,
    'mapping.v1.schema.json': mappingSchema,
    'mapping.v2.schema.json': mappingSchemaV2,
    'lock.v1.schema.json': lockSchema,
    'results.v1.schema.json': resultsSchema,
    'assisted-results.v1.schema.json': assistedResultsSchema,
    'power.v1.schema.json': powerSchema,
    'assisted-power.v1.schema.json': assistedPowerSchema,
    'preregistration.v1.schema.json': preregistrationSchema,
    'checklist.v1.schema.json': checklistSchema,
    'coverage.v1.schema.json': coverageSchema,
    'marks.v1.schema.json': marksSchema,
    'search-settings.v1.schema.json': searchSettingsSchema,
    'economics.v1.schema.json': economicsSchema,
    'evidence.v1.schema.json': ledgerFileSchema,
    'gate-plan.v1.schema.json': gatePlanSchema,
    'gate-lock.v1.schema.json': gateLockSchema,
    'gate.v1.schema.json': gateResultsSchema,
  }
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  )
}
