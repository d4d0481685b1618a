import { z } from 'zod'

type Schema = z.core.$ZodType

/** Of fields that may all be left out so many are shown. */
const optionalShown = 4

/**
 * What may stand at a place of a schema that wants fields or a list, in words: `fields with values, such as {stratum: text,
 * rule: only or first}`. Null where the place wants something else, which its kind alone says well enough.
 */
export function legalForm(schema: Schema, path: readonly PropertyKey[]): string | null {
  const forms = schemasAt(schema, path).flatMap((one) => formOf(one) ?? [])
  return forms.length === 0 ? null : [...new Set(forms)].join('; or ')
}

/** All that the schema may want at a place: a union has several. */
function schemasAt(schema: Schema, path: readonly PropertyKey[]): Schema[] {
  const here = plain(schema)
  if (here instanceof z.ZodUnion) return here.options.flatMap((option) => schemasAt(option, path))
  const [key, ...rest] = path
  if (key === undefined) return [here]
  if (here instanceof z.ZodObject) {
    const field = Object.entries(here.shape).find(([name]) => name === key)?.[1]
    return field === undefined ? [] : schemasAt(field, rest)
  }
  if (here instanceof z.ZodArray) return schemasAt(here.element, rest)
  if (here instanceof z.ZodRecord) return schemasAt(here.valueType, rest)
  return []
}

function plain(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly)
    return plain(schema.unwrap())
  if (schema instanceof z.ZodDefault) return plain(schema.unwrap())
  return schema
}

function formOf(schema: Schema): string | null {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape)
    const needed = fields.filter(([, field]) => !(field instanceof z.ZodOptional))
    const shown = needed.length > 0 ? needed : fields.slice(0, optionalShown)
    const words = shown.map(([name, field]) => `${name}: ${valueWords(field)}`)
    return `fields with values, such as {${words.join(', ')}}`
  }
  if (schema instanceof z.ZodArray) return `a list, such as [${valueWords(schema.element)}]`
  return null
}

function valueWords(schema: Schema): string {
  const here = plain(schema)
  if (here instanceof z.ZodEnum) return here.options.join(' or ')
  if (here instanceof z.ZodLiteral) return [...here.values].join(' or ')
  if (here instanceof z.ZodUnion) return [...new Set(here.options.map(valueWords))].join(' or ')
  if (here instanceof z.ZodString) return 'text'
  if (here instanceof z.ZodNumber) return 'a number'
  if (here instanceof z.ZodBoolean) return 'true or false'
  if (here instanceof z.ZodArray) return `[${valueWords(here.element)}]`
  if (here instanceof z.ZodObject || here instanceof z.ZodRecord) return '{...}'
  return 'a value'
}
