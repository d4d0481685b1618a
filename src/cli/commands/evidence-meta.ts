import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { metaForest } from '../../evidence/meta/forest-data.ts'
import { isRefusal, ledgerMeta, type PooledGroup, poolClaims } from '../../evidence/meta/meta-analysis.ts'
import type { ContrastRule, UnpoolableClaim } from '../../evidence/meta/poolable-claim.ts'
import { forestDescription, pooledForest } from '../../report/evidence/pooled-forest.ts'
import { metaForestPlot } from '../../report/figures/meta-forest.ts'
import { standAlone } from '../../report/figures/stand-alone.ts'
import { counted } from '../../report/format.ts'
import { unknownClaim } from '../evidence/claim-result.ts'
import { readLedgerFolder } from '../evidence/ledger-folder.ts'
import { groupJson, groupLines } from '../evidence/meta-lines.ts'
import { checkNamedOnce } from '../evidence/names.ts'
import { checkMetaFolder } from '../report-folder.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface EvidenceMetaOptions {
  readonly ledger?: string | undefined
  readonly contrast: ContrastRule
  readonly out?: string | undefined
}

/** Pools the claims that may be pooled; named claims, and no others, where some are named. */
export async function evidenceMeta(
  names: readonly string[],
  options: EvidenceMetaOptions,
): Promise<CommandResult> {
  checkNamedOnce('meta', names)
  if (options.out !== undefined) await checkMetaFolder(options.out)
  const index = await readLedgerFolder(options.ledger ?? null)
  const unknown = names.find((name) => !index.claims.has(name))
  if (unknown !== undefined) throw unknownClaim(unknown, index.claims.keys())
  if (names.length > 0) return named(index, names, options)
  const { groups, refused } = ledgerMeta(index, options.contrast)
  return written(index, groups, refused, options)
}

async function named(
  index: LedgerIndex,
  names: readonly string[],
  options: EvidenceMetaOptions,
): Promise<CommandResult> {
  const pooled = poolClaims(index, names, options.contrast)
  if (!isRefusal(pooled)) return written(index, [pooled], [], options)
  return {
    json: { refused: pooled },
    lines: ['These claims are not pooled:', ...pooled.reasons.map((reason) => `  ${reason}`)],
    exitCode: exitCodes.problem,
  }
}

async function written(
  index: LedgerIndex,
  groups: readonly PooledGroup[],
  refused: readonly UnpoolableClaim[],
  { contrast, out }: EvidenceMetaOptions,
): Promise<CommandResult> {
  const json = { contrast, groups: groups.map((group) => groupJson(index, group)), refused }
  if (out !== undefined) await writeFolderWhole(out, metaFiles(index, groups, json))
  const several = groups.filter(({ all }) => all.k > 1)
  return {
    json,
    lines: [
      `${counted(several.length, 'set')} of two independent studies or more; ${counted(groups.length - several.length, 'effect')} of one study alone; ${counted(refused.length, 'claim')} that cannot be pooled.`,
      ...groups.flatMap((group) => ['', ...groupLines(index, group)]),
      ...(refused.length === 0
        ? []
        : ['', 'Not pooled:', ...refused.map(({ claim, reason }) => `  ${claim}: ${reason}`)]),
      ...(out === undefined ? [] : ['', `Written: ${shownPath(out)}`]),
    ],
  }
}

/** A figure for each group, wide and narrow, beside the numbers. */
function metaFiles(index: LedgerIndex, groups: readonly PooledGroup[], json: object): Map<string, string> {
  const files = new Map([['meta.json', `${JSON.stringify(json, null, 2)}\n`]])
  groups.forEach((group, place) => {
    const forest = metaForest(index, group)
    for (const layout of ['wide', 'narrow'] as const) {
      const figure = metaForestPlot(pooledForest(forest), {
        id: `forest-${place + 1}`,
        title: forest.title,
        description: forestDescription(forest),
        layout,
        sample: forest.sample,
        pad: 16,
      })
      files.set(`forest-${place + 1}${layout === 'wide' ? '' : '-narrow'}.svg`, standAlone(figure))
    }
  })
  return files
}
