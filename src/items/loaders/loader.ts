import type { LoadedItems, SourceFile } from './loaded.ts'

/** What a person may have to say of files that do not say it themselves. */
export interface LoaderOptions {
  /** Number of the first option in MedMCQA's `cop`; null where the files tell. */
  readonly firstOption: 0 | 1 | null
}

/** Reads the files of one published format. Pure: text in, items and problems out. */
export type Loader = (files: readonly SourceFile[], options: LoaderOptions) => LoadedItems

export const noOptions: LoaderOptions = { firstOption: null }
