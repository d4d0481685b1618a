import { z } from 'zod'

/**
 * What a person may do in a study. A reviewer marks and sees no arm's name; a capturer puts questions to products by hand;
 * an analyst sees counts, and outcomes once the study is unblinded; an owner runs the study, and is as blind as an
 * analyst until then.
 */
export const roles = ['owner', 'analyst', 'capturer', 'reviewer'] as const

export const roleSchema = z.enum(roles)

export type Role = (typeof roles)[number]
