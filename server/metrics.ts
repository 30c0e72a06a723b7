import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { Counted } from './mail/context.ts';

export interface Metrics {
  registry: Registry;
  count(what: Counted, n?: number): void;
  /** Gmail quota units, by API method. */
  gmail(method: string, units: number): void;
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
  return {
    registry,
    count: (kind, n = 1) => events.inc({ kind }, n),
    gmail: (method, units) => {
      calls.inc({ method });
      quota.inc({ method }, units);
    },
  };
}
