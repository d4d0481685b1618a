/** Beginnings that point back at the sentence before. */
const pointing =
  /^(?:it|its|they|their|them|these|those|this|that|such|he|she|his|her|both|either|neither|others?|another|in fact|in addition|in this|in these|in such|in that case|however|also|therefore|thus|hence|for (?:example|instance|this reason|these reasons)|as a result|because of this|moreover|furthermore|instead|otherwise|then|afterwards?|similarly|likewise|consequently|meanwhile|rather|still|yet|but|and|or|so|if so|if not|attacks?|episodes?|treatment lasts|symptoms? (?:may|usually|often|come|last))\b/i

const shortSentence = 7

/** Whether a sentence says too little without the one before it: it points back, or is very short and does not name its subject. */
export function leansBack(sentence: string, namesSubject: boolean): boolean {
  return pointsBack(sentence) || (!namesSubject && sentence.split(/\s+/).length <= shortSentence)
}

export function pointsBack(sentence: string): boolean {
  return pointing.test(sentence)
}
