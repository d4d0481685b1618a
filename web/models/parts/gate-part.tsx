import { capitalised, count, pValue, signed } from '../../../src/report/format.ts'
import { checkHead, checkRow } from '../../../src/report/gate/check-row.ts'
import { gateFigure, marginChecks } from '../../../src/report/gate/gate-figure.ts'
import { gateVerdictWords } from '../../../src/report/gate/gate-words.ts'
import type { KeptModelView } from '../../../src/server/contract/models.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import { Hash } from './version-words.tsx'

type Report = KeptModelView['gates'][number]['report']

interface Props {
  readonly model: string
  readonly sha256: string
  readonly report: Report
  readonly sample: boolean
}

/** One report of a gate: its verdict, each bound against its margin, and every check. */
export function GatePart({ model, sha256, report, sample }: Props) {
  const name = `gate-${model}-${sha256.slice(0, 8)}`
  return (
    <>
      <p>
        <span className={report.verdict === 'pass' ? 'verdict' : 'verdict bad'}>
          {capitalised(gateVerdictWords[report.verdict])}
        </span>
        . {report.sentence}
      </p>
      <p className="small">
        Against {report.incumbent}. Plan {report.plan.id}, {lookWords(report)}, report <Hash of={sha256} />.
      </p>
      {marginChecks(report).length > 0 && (
        <>
          <p>Each gain in units of its own margin. A bound has to stay right of the dashed line at −1.</p>
          <Figure
            wide={gateFigure(report, 'wide', `${name}-wide`, sample)}
            narrow={gateFigure(report, 'narrow', `${name}-narrow`, sample)}
          />
        </>
      )}
      <ul>
        {report.tests.map(({ id, title, verdict }) => (
          <li key={id}>
            {title}:{' '}
            <span className={verdict === 'pass' ? 'verdict' : 'verdict bad'}>
              {gateVerdictWords[verdict]}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>Every check of the gate</summary>
        <ChecksTable report={report} />
        {report.strata.length > 0 && <StrataTable report={report} />}
        <ul>
          {report.tests.flatMap(({ checks }) =>
            checks.map(({ id, sentence }) => <li key={id}>{sentence}</li>),
          )}
          {report.findings.map(({ code, sentence }) => (
            <li key={code}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  )
}

interface ReportProps {
  readonly report: Report
}

function lookWords({ look }: Report): string {
  return look.number === null ? 'no look due' : `look ${look.number} of ${look.of}`
}

function ChecksTable({ report }: ReportProps) {
  return (
    <CountsTable
      caption="Checks of the gate"
      head={checkHead}
      words={[1]}
      rows={report.tests.flatMap(({ checks }) =>
        checks.map((check) => ({ key: check.id, cells: checkRow(check) })),
      )}
    />
  )
}

function StrataTable({ report: { strata } }: ReportProps) {
  return (
    <CountsTable
      caption="Strata of the gate"
      head={['Stratum', 'Questions', 'Gain', 'Adjusted p of a loss beyond the margin']}
      rows={strata.map(({ name, value, questions, estimate, tested, adjustedP }) => ({
        key: `${name} ${value}`,
        cells: [
          `${name}: ${value}`,
          count(questions),
          signed(estimate, 3),
          tested ? pValue(adjustedP) : 'not tested',
        ],
      }))}
    />
  )
}
