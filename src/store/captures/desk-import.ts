/**
 * Kind of the record that stands for what came from the capture desk, one for each answer and each check. No file came in,
 * so lists of imported files leave it out.
 */
export const deskImportKind = 'capture-desk'
