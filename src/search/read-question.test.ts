import { describe, expect, it } from 'vitest'
import { vocabularyOf } from './query/spelling/vocabulary-of.ts'
import { readQuestion } from './read-question.ts'
import { stem } from './text/words.ts'

const counts = new Map(
  'gout treatment main crusting chest pain dose metformin'.split(' ').map((word) => [word, 5]),
)
const stems = new Map([...counts].map(([word, count]) => [stem(word), count]))
const vocabulary = vocabularyOf({ passages: 300, passagesWith: (root) => stems.get(root) ?? 0 }, () => counts)
const asked = (text: string) => readQuestion(text, vocabulary).asked

describe('a question as it is answered', () => {
  it('is read in time that grows with its length, whatever is said again and again', () => {
    for (const word of ['iv>', 'gou ', 'metforminn ', 'apixaban ']) {
      const begun = performance.now()
      asked(word.repeat(20_000 / word.length))
      expect(performance.now() - begun, word).toBeLessThan(15_000)
    }
  })

  it('has no words of who asks, for whom and when', () => {
    const plain = asked('What is the treatment of gout?')
    const told = asked('My mum Doreen Smith, born 12 March 1956, asked what the treatment of gout is')
    expect(told.words).toEqual(plain.words)
    expect(told.focus).toEqual(['gout'])
  })

  it('keeps a word of plain English that the corpus has not', () => {
    expect(asked('crushing chest pain').words).toEqual(['crush', 'chest', 'pain'])
    expect(asked('a mail about gout').words).toContain('mail')
  })

  it('knows what a short question is about, and of a letter only its subject line', () => {
    expect(asked('dose of metformin').focus).toEqual(['metformin'])
    const letter = `chest pain ${'walking stairs carrying heavy shopping bags home uphill'} and metformin`
    expect(asked(letter).focus).toEqual([])
    expect(asked(`Gout. ${letter}`).focus).toEqual(['gout'])
  })

  it('is about chest pain where a word for how it feels is in no source', () => {
    const { focus, names } = asked('stabbing chest pain')
    expect([focus, names[0]?.stems]).toEqual([
      ['chest', 'pain'],
      ['chest', 'pain'],
    ])
    expect(asked('crusting chest pain').names[0]?.stems).toEqual(['crust', 'chest', 'pain'])
  })

  it('leaves the focus open where a brand or a short form stands for it', () => {
    expect(asked('dose of Glucophage').focus).toEqual([])
  })
})
