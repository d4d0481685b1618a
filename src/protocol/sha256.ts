import { z } from 'zod'

/** A SHA-256 as files and tables of ours write it. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case')
