import type { AssistedResults } from './results-schema.ts'

/**
 * What has to be said before any number where no real participant decided about anything; null where one did. Without it a reader
 * would meet verdicts that nobody's decisions stand behind, or take simulated participants for people.
 *
 * @param simulated How many simulated participants took part.
 */
export function trialLead(
  { randomised, arms }: AssistedResults['flow'],
  simulated: number,
  closed: boolean,
): string | null {
  if (arms.some(({ decided }) => decided > 0)) return null
  const who = randomised > 0 ? 'No real participant who stayed' : simulated > 0 ? 'Nobody real' : 'Nobody'
  const did = randomised > 0 ? 'decided about a case' : 'took part'
  const so = closed ? `${who} ${did}, so nothing can be said of people.` : `So far ${lower(who)} ${did}.`
  if (simulated === 0) return so
  const others = simulated === 1 ? '1 SIMULATED participant' : `${simulated} SIMULATED participants`
  return `${so} ${others} ${randomised > 0 ? 'took part' : 'did'}; what a simulated participant reaches is no evidence about people.`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
