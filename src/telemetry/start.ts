import { context, metrics, propagation, trace } from '@opentelemetry/api'
import { problem } from '../problem.ts'
import { renewMeasures } from './measures.ts'

type Environment = Readonly<Record<string, string | undefined>>

const packages = [
  '@opentelemetry/sdk-trace-base@2.2.0',
  '@opentelemetry/sdk-metrics@2.2.0',
  '@opentelemetry/resources@2.2.0',
  '@opentelemetry/context-async-hooks@2.2.0',
  '@opentelemetry/exporter-trace-otlp-http@0.208.0',
  '@opentelemetry/exporter-metrics-otlp-http@0.208.0',
] as const

const everySeconds = 60

export interface Telemetry {
  /** Sends what is left, and ends. Never fails: a collector that is away changes no result. */
  readonly stop: () => Promise<void>
}

/** Whether the environment asks for telemetry: it names a collector and does not switch it off. */
export function isTelemetryWanted(environment: Environment): boolean {
  const named = [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  ]
  return (
    environment.OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
    named.some((name) => (environment[name] ?? '') !== '')
  )
}

/**
 * Starts OpenTelemetry where the environment asks for it; its packages are loaded only then. Addresses, headers, time limits,
 * batches and sampling are read by them from the standard variables (OTEL_*).
 *
 * @param version Of the software.
 * @returns Null where nobody asked.
 * @throws ProblemError TELEMETRY_NOT_INSTALLED.
 */
export async function startTelemetry(environment: Environment, version: string): Promise<Telemetry | null> {
  if (!isTelemetryWanted(environment)) return null
  const { contexts, exporters, resources, sdkMetrics, sdkTraces } = await load()
  const resource = resources
    .resourceFromAttributes({ 'service.name': 'equipoise', 'service.version': version })
    .merge(resources.detectResources({ detectors: [resources.envDetector] }))
  context.setGlobalContextManager(new contexts.AsyncLocalStorageContextManager().enable())
  const ends: (() => Promise<void>)[] = []
  if (environment.OTEL_TRACES_EXPORTER !== 'none') {
    const provider = new sdkTraces.BasicTracerProvider({
      resource,
      spanProcessors: [new sdkTraces.BatchSpanProcessor(new exporters.traces.OTLPTraceExporter())],
    })
    trace.setGlobalTracerProvider(provider)
    ends.push(() => provider.shutdown())
  }
  if (environment.OTEL_METRICS_EXPORTER !== 'none') {
    const interval = Number(environment.OTEL_METRIC_EXPORT_INTERVAL)
    const provider = new sdkMetrics.MeterProvider({
      resource,
      readers: [
        new sdkMetrics.PeriodicExportingMetricReader({
          exporter: new exporters.metrics.OTLPMetricExporter(),
          exportIntervalMillis: interval > 0 ? interval : everySeconds * 1000,
          exportTimeoutMillis: Math.min(interval > 0 ? interval : everySeconds * 1000, 30_000),
        }),
      ],
    })
    metrics.setGlobalMeterProvider(provider)
    renewMeasures()
    ends.push(() => provider.shutdown())
  }
  return {
    stop: async () => {
      await Promise.allSettled(ends.map((end) => end()))
      for (const api of [trace, metrics, context, propagation]) api.disable()
      renewMeasures()
    },
  }
}

async function load() {
  try {
    const [sdkTraces, sdkMetrics, resources, contexts, traces, measured] = await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
    ])
    return { sdkTraces, sdkMetrics, resources, contexts, exporters: { traces, metrics: measured } }
  } catch (error) {
    throw problem(
      'TELEMETRY_NOT_INSTALLED',
      `The packages of OpenTelemetry could not be loaded: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      `Install them with npm install ${packages.join(' ')}, or unset OTEL_EXPORTER_OTLP_ENDPOINT.`,
    )
  }
}
