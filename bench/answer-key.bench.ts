/**
 * Reading which option a reply chose: short replies, JSON, and long reasoning that ends in its answer, over questions of
 * four options. Peer: the single regular expression that looks for "answer is X" and nothing else.
 */
import { choiceReader } from '../src/judging/answer-key/read-choice.ts'

const replies = 20_000
const options = [
  'Acute pancreatitis',
  'Biliary colic',
  'Perforated duodenal ulcer',
  'Ruptured aortic aneurysm',
].map((text, index) => ({ label: 'ABCD'[index] ?? 'A', text }))
const step =
  'The pain began after a meal and goes through to the back, and the lipase is four times the normal value. '
const kinds: Readonly<Record<string, (letter: string) => string>> = {
  'a letter': (letter) => letter,
  'JSON, 1 kB': (letter) => JSON.stringify({ step_by_step_thinking: step.repeat(9), answer_choice: letter }),
  'prose, 1 kB': (letter) => `${step.repeat(9)}Therefore, the correct answer is (${letter}).`,
  'prose, 10 kB': (letter) => `${step.repeat(95)}Therefore, the correct answer is (${letter}).`,
  'no choice, 1 kB': () => step.repeat(10),
}

for (const [name, replyOf] of Object.entries(kinds)) {
  const texts = Array.from({ length: replies / (name.includes('10 kB') ? 10 : 1) }, (_, index) =>
    replyOf('ABCD'[index % 4] ?? 'A'),
  )
  const started = performance.now()
  let read = 0
  for (const text of texts) {
    // A reader per reply, as where every reply has a question of its own.
    if ('choice' in choiceReader(options)(text)) read += 1
  }
  const seconds = (performance.now() - started) / 1000
  const peerStarted = performance.now()
  let found = 0
  for (const text of texts) if (/answer(?:_choice)?"?(?: is|:) *"?\(?([A-D])/.test(text)) found += 1
  const peer = (performance.now() - peerStarted) / 1000
  process.stdout.write(
    `  ${name.padEnd(16)} ${Math.round(texts.length / seconds)
      .toLocaleString('en-GB')
      .padStart(
        8,
      )} replies a second, ${read} of ${texts.length} read; one pattern ${(seconds / peer).toFixed(0)} times as fast, ${found} read\n`,
  )
}
