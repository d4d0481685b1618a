import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { WorkedExample } from './examples.ts'
import { families, familyOf } from './families.ts'
import { functionPart, functionTable } from './function-part.ts'
import { escapeCell, escapeMarkdown, table } from './markdown.ts'
import type { MethodDoc, SourceIndex } from './methods.ts'

const generated = '<!-- Written by `npm run docs` from the sources in src/statistics. Change those. -->'

/** A method of more functions than this shows them as a table. */
const mostFunctions = 5

/** The pages of the reference of methods by file name. */
export function referencePages(
  index: SourceIndex,
  examples: ReadonlyMap<string, WorkedExample>,
  validated: ReadonlyMap<string, string>,
): Map<string, string> {
  const pages = new Map([['README.md', indexPage(index.methods)]])
  for (const { page, title } of families) {
    const own = index.methods.filter((method) => familyOf(method.id).page === page)
    if (own.length === 0) continue
    const parts = own.map((method) =>
      methodPart(method, index, examples.get(method.id) ?? null, validated.get(method.id) ?? null),
    )
    const head = `# ${title}\n\n${generated}\n\n[All methods](README.md), and how to read them.`
    pages.set(`${page}.md`, `${[head, methodTable(own, ''), ...parts].join('\n\n')}\n`)
  }
  return pages
}

function indexPage(methods: readonly MethodDoc[]): string {
  const parts = families.flatMap(({ page, title }) => {
    const own = methods.filter((method) => familyOf(method.id).page === page)
    return own.length === 0 ? [] : [`## ${title}\n\n${methodTable(own, `${page}.md`)}`]
  })
  return `# Statistical methods

${generated}

${methods.length} methods, pure functions on plain arrays. Each is pinned to values from R or Python
(\`test/reference/\`) and can be checked with [cases of your own](../reference-cases.md).

* **default**: what to show first. *sensitivity*: shown beside it, to see whether the result hangs on a choice. *optional*:
  for those who ask. *descriptive*: describes, proves nothing. *planning*: used before the data.
* The worked examples take every marked row of the sample study that fits. The report takes the rows that the plan names, so
  its figures differ.
* Undefined is null in every result, never 0 or NaN. A missing mark in the data is NaN or null, as the field says.
* A difference is A minus B, and positive favours A. An \`Interval\` is \`{ lower, upper }\`, two-sided 95 % unless a level is
  given.
* Questions, reviewers and systems are whole numbers here; \`equipoise statistics verify\` takes names.
* Every default method has a worked example on the [sample study](../../../studies/sample/README.md): four arms, Tarn, Moor,
  Beck and Scree, whose marks are simulated and whose truth is known.

${parts.join('\n\n')}
`
}

function methodTable(methods: readonly MethodDoc[], page: string): string {
  const rows = methods.map(({ id, question, standing }) => [
    `[${id}](${page}#${anchor(id)})`,
    escapeCell(question),
    standing === 'default' ? '**default**' : standing,
  ])
  return table(['method', 'question', 'standing'], rows)
}

/** The address of a heading, as Markdown pages make it. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9_-]/g, '')
}

function methodPart(
  method: MethodDoc,
  index: SourceIndex,
  example: WorkedExample | null,
  validated: string | null,
): string {
  const shown = new Set<string>()
  const many = method.functions.length > mostFunctions
  const functions = many
    ? [functionTable(method.functions)]
    : method.functions.map((entry) => functionPart(entry, index, shown))
  return [
    `## ${method.id}`,
    `*${escapeMarkdown(method.question)}* Standing: **${method.standing}**.`,
    ...functions,
    `**Source.** ${sentence(method.source)}`,
    `**Pinned to.** ${many ? '' : `${sentence(method.pinned)} `}${casesSentence(method.id)}`,
    ...(validated === null ? [] : [validated]),
    ...(example === null ? [] : [examplePart(example)]),
  ].join('\n\n')
}

/** A tag's text as a sentence, with one full stop. */
function sentence(text: string): string {
  return escapeMarkdown(text.endsWith('.') ? text : `${text}.`)
}

const caseFile = z.object({ cases: z.array(z.object({ name: z.string() })) })

function casesSentence(id: string): string {
  const address = new URL(`../../test/reference/${id}.json`, import.meta.url)
  if (!existsSync(address)) throw new Error(`${id} has no reference cases.`)
  const { cases } = caseFile.parse(JSON.parse(readFileSync(address, 'utf8')))
  return `${cases.length} ${cases.length === 1 ? 'case' : 'cases'} in [test/reference/${id}.json](../../../test/reference/${id}.json).`
}

function examplePart({ title, file, source, output }: WorkedExample): string {
  const path = `scripts/statistics-reference/examples/${file}`
  return [
    `**Worked example.** ${escapeMarkdown(title)}`,
    `\`\`\`ts\n${source}\n\`\`\``,
    `\`\`\`json\n${output}\n\`\`\``,
    `SAMPLE marks, simulated. The whole example is in [${file}](../../../${path}).`,
  ].join('\n\n')
}
