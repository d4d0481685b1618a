const diseases = [
  'gout',
  'asthma',
  'anaemia',
  'migraine',
  'eczema',
  'measles',
  'malaria',
  'scurvy',
  'rickets',
]

/** Two questions about each disease. */
export const gradedQuestions = diseases.flatMap((disease) => [
  { id: `${disease}-signs`, text: `What are the symptoms of ${disease}?` },
  { id: `${disease}-care`, text: `How is ${disease} treated?` },
])

const filler = 'It was described long ago and is seen all over the world by those who look after people.'

/** Graders want long answers, or short lists: two models that order the passages of a corpus otherwise. */
export const gradedCandidates = (isLongBetter: boolean) =>
  gradedQuestions.flatMap(({ id, text }) =>
    [0, 1, 2, 3, 4].map((number) => {
      const isLong = number % 2 === 0
      return {
        question: id,
        id: `a${number}`,
        text: isLong
          ? `${text} ${filler} ${filler} ${filler} ${number}`
          : `${text} - one thing\n- another thing\n- a third ${number}`,
        grade: isLong === isLongBetter ? 4 : 1,
        systemRank: number + 1,
      }
    }),
  )
