/** Kind of the record that stands for one feedback from the ask page. No file came in, so lists of imported files leave it out. */
export const askImportKind = 'ask-page'
