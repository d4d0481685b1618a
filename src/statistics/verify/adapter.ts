/**
 * Computes the result of a case from its input. Missing optional fields take the method's defaults. Throws zod's
 * error for an input that is not of the method's layout and a `RangeError` for numbers outside their range.
 */
export type ReferenceAdapter = (input: unknown) => unknown

/** The adapters of one family of methods, by the identifier of the method. */
export type AdapterFamily = Readonly<Record<string, ReferenceAdapter>>
