import { z } from 'zod'

/**
 * Where the tables of LanceDB are. Names and keys stay out of it: an object store takes them from the environment, as its own
 * tools do (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and so on).
 */
export const lanceConfigSchema = z.strictObject({
  /** A folder, `file://...`, or an object store such as `s3://bucket/folder`; null: in the folder of the corpus. */
  at: z
    .string()
    .min(1)
    .max(2000)
    .refine((at) => !/^[a-z0-9]+:\/\/[^/]*@/i.test(at), 'an address without a name or a password')
    .nullable()
    .default(null),
  /** Of an object store that is not Amazon's: its address, such as https://storage.example.org. */
  endpoint: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  region: z.string().min(1).max(100).nullable().default(null),
})

export type LanceConfig = Readonly<z.infer<typeof lanceConfigSchema>>

/** The table in the folder of its corpus. */
export const besideCorpus: LanceConfig = lanceConfigSchema.parse({})
