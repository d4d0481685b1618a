import type { AskSentence, UsefulMark } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { visible } from '../words/visible.ts'

const values = [
  { value: 2, words: 'Yes' },
  { value: 1, words: 'Partly' },
  { value: 0, words: 'No' },
] as const

const levels = ['minor', 'moderate', 'severe'] as const

interface Props {
  /** Parts the choices from those of other answers on the page, which are hidden and yet there. */
  readonly group: string
  /** `Answer 1`, where there are two. */
  readonly name: string | null
  readonly sentences: readonly AskSentence[]
  readonly mark: UsefulMark
  readonly change: (mark: UsefulMark) => void
}

/** Whether an answer was useful, and whether a sentence of it may do harm. */
export function UsefulForm({ group, name, sentences, mark, change }: Props) {
  const of = name === null ? '' : `${name}: `
  const { harm } = mark
  return (
    <>
      <fieldset className="choices">
        <legend>{of}Was this useful?</legend>
        {values.map(({ value, words }) => (
          <label key={value}>
            <input
              type="radio"
              name={`useful ${group}`}
              checked={mark.value === value}
              onChange={() => change({ ...mark, value })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {sentences.length > 0 && (
        <label className="field">
          {of}May a sentence do harm?
          <select
            value={harm === null ? '' : String(harm.sentence)}
            onChange={({ target: { value } }) =>
              change({
                ...mark,
                harm: value === '' ? null : { sentence: Number(value), level: harm?.level ?? 'moderate' },
              })
            }
          >
            <option value="">None that I saw</option>
            {keyed(sentences).map(({ key, one }) => (
              <option key={key} value={key}>
                {`${key + 1}. ${visible(one.text).slice(0, 90)}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {harm !== null && (
        <fieldset className="choices">
          <legend>{of}How much harm, if somebody followed it?</legend>
          {levels.map((level) => (
            <label key={level}>
              <input
                type="radio"
                name={`level ${group}`}
                checked={harm.level === level}
                onChange={() => change({ ...mark, harm: { ...harm, level } })}
              />
              {level}
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
