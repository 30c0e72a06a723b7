import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Counted } from './mail/context.ts';

export interface Metrics {
  registry: Registry;
  count(what: Counted, n?: number): void;
  /** Gmail quota units, by API method. */
  gmail(method: string, units: number): void;
  /** A call of the model, whatever became of it. */
  model(call: ModelCall): void;
}

/** Numbers and codes of one call of a hosted model. */
export interface ModelCall {
  model: string;
  /** What it was asked for: 'read', 'adapt'. */
  purpose: string;
  outcome: string;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  ms: number;
  /** US dollars; null where the price is not known. */
  cost: number | null;
  /** When the model will be taken away, as its maker says; null where nothing was said. */
  retires: string | null;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: 'mailgps_events_total',
    help: 'What happened, by kind',
    labelNames: ['kind'],
    registers: [registry],
  });
  const calls = new Counter({
    name: 'mailgps_gmail_calls_total',
    help: 'Gmail API calls',
    labelNames: ['method'],
    registers: [registry],
  });
  const quota = new Counter({
    name: 'mailgps_gmail_units_total',
    help: 'Gmail quota units',
    labelNames: ['method'],
    registers: [registry],
  });
  const modelCalls = new Histogram({
    name: 'mailgps_model_seconds',
    help: 'Calls of the model and how long they took',
    labelNames: ['model', 'purpose', 'outcome'],
    buckets: [0.25, 0.5, 1, 2, 4, 8, 16],
    registers: [registry],
  });
  const modelTokens = new Counter({
    name: 'mailgps_model_tokens_total',
    help: 'Tokens, by kind: input (cached ones included), cached, output',
    labelNames: ['model', 'kind'],
    registers: [registry],
  });
  const modelCost = new Counter({
    name: 'mailgps_model_cost_usd_total',
    help: 'What the calls cost by the price list this version knows',
    labelNames: ['model'],
    registers: [registry],
  });
  return {
    registry,
    count: (kind, n = 1) => events.inc({ kind }, n),
    gmail: (method, units) => {
      calls.inc({ method });
      quota.inc({ method }, units);
    },
    model: ({ model, purpose, outcome, inputTokens, cachedTokens, outputTokens, ms, cost }) => {
      modelCalls.observe({ model, purpose, outcome }, ms / 1000);
      modelTokens.inc({ model, kind: 'input' }, inputTokens);
      modelTokens.inc({ model, kind: 'cached' }, cachedTokens);
      modelTokens.inc({ model, kind: 'output' }, outputTokens);
      if (cost !== null) modelCost.inc({ model }, cost);
    },
  };
}
