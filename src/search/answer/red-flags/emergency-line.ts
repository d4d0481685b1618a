import type { RedFlag, RedFlagKind } from './red-flag.ts'

const call = 'call your local emergency number (112, 911, 999 or your own)'

/** What is said first when somebody may be in danger; the same in every region. */
const nowLines: Readonly<Partial<Record<RedFlagKind, string>>> = {
  'self-harm': `If you or somebody else may come to harm, ${call} now, or a crisis line where you are. Do not stay alone; take means of harm out of reach.`,
  poisoning: `This may be a poisoning. Call your local emergency number (112, 911, 999 or your own) or a poison centre now, even without symptoms. Keep the package; do not cause vomiting.`,
  swallowed: `This may be dangerous. ${capital(call)} or a poison centre, or go to an emergency department now, even without symptoms.`,
  torsion:
    'Sudden pain in a testicle can mean that its blood supply is cut off. Go to an emergency department now: hours count.',
  'cauda-equina':
    'This may be pressure on the nerves at the end of the spinal cord. Go to an emergency department now: hours count.',
  'newborn-fever':
    'A baby of less than three months with fever, or one that does not feed, needs to be seen by a doctor at once. Go to an emergency department now.',
  anaphylaxis: `This may be a dangerous allergic reaction. Use an adrenaline auto-injector if there is one, and ${call} now.`,
  choking: `If somebody is choking, ${call} now and begin first aid for choking.`,
}

/** The line for the most pressing of the red flags; null where there are none. */
export function emergencyLine(flags: readonly RedFlag[]): string | null {
  const [first] = flags
  if (first === undefined) return null
  if (first.level === 'now') {
    const own = nowLines[first.kind]
    return (
      own ?? `This may be an emergency. If it is happening now, ${call}. Do not wait for an answer from here.`
    )
  }
  return first.kind === 'self-harm'
    ? `If you or somebody near you thinks of suicide or self-harm, ${call}, or a crisis line where you are.`
    : `If this is happening to somebody now, ${call}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
