import { splitSentences } from '../../search/text/sentences.ts'

/** Words that send somebody to help at once: numbers to call, places to go, or that it must not wait. */
const sendsForHelp =
  /\b(?:911|112|999|988|000|emergency (?:number|services?|department|room|care|medical)|ambulance|a&e|the er\b|poison (?:cent(?:re|er)|control)|crisis line|suicide (?:hotline|line|prevention)|(?:seek|get|need) (?:immediate|urgent|emergency)|(?:go|call|seek|see|get)\b[^.!?]{0,60}\b(?:immediately|at once|right away|straight away|now)\b|medical emergency)/i

/** Where an emergency has to be spoken of: a reader in fear may read no further. */
const beginning = 2

/** Whether the first two sentences of an answer send the reader to emergency help. */
export function sendsForHelpFirst(text: string): boolean {
  return splitSentences(text)
    .slice(0, beginning)
    .some(({ start, end }) => sendsForHelp.test(text.slice(start, end)))
}
