import type {
  Checklist,
  Preregistration,
  RegistrationAbout,
  RegistrationEntry,
} from './registration-schema.ts'

export const openWords = 'To be written by the authors.'

/** The preregistration for people, in Markdown. */
export function preregistrationMarkdown(registration: Preregistration): string {
  return [
    `# Preregistration: ${inline(registration.study.title)}`,
    '',
    ...aboutLines(registration),
    ...registration.sections.flatMap(({ title, entries }) => [
      '',
      `## ${title}`,
      ...entries.flatMap(({ topic, answer }) => ['', `### ${topic}`, '', inline(answer ?? openWords)]),
    ]),
    '',
  ].join('\n')
}

/** A checklist for people, as a table in Markdown. */
export function checklistMarkdown(list: Checklist): string {
  return [
    `# ${list.name}: ${inline(list.study.title)}`,
    '',
    `${list.source}.`,
    '',
    ...aboutLines(list),
    '',
    `${list.note} Answered from the protocol: ${list.answered} of ${list.items.length}.`,
    '',
    '| item | topic | what is asked | answer |',
    '| --- | --- | --- | --- |',
    ...list.items.map(row),
    '',
  ].join('\n')
}

function aboutLines({ study, protocolHash, lock, software }: RegistrationAbout): string[] {
  const state =
    lock.state === 'not locked'
      ? 'The protocol is not locked yet: this is a draft.'
      : `Lock: version ${lock.version}, ${lock.lockedAt}${lock.retrospective === true ? ', RETROSPECTIVE' : ''}${lock.state === 'locked' ? '.' : '. The protocol was CHANGED since: lock it again before you register.'}`
  return [
    ...(study.sample ? ['**SAMPLE: the plan of a simulated study.**', ''] : []),
    `Study ${study.id}; protocol hash \`${protocolHash}\`; ${software}. ${state}`,
  ]
}

function row({ item, topic, asks, answer }: RegistrationEntry): string {
  return `| ${[item, topic, asks, answer ?? openWords].map(inline).join(' | ')} |`
}

/** One line that cannot end a cell or begin markup of its own. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|<>`*_[\]]/g, '\\$&')
}
