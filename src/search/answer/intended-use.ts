/** What an answer is for. Any change of the words is a new version. */
export const intendedUse = {
  version: '1',
  text: 'For research and evaluation. Not a medical device, and not validated for care. It quotes or restates the sources that it names; it may miss what matters. Check the sources, and ask a clinician about a person.',
} as const
