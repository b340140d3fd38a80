import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FoundEvent } from '../../audit/search/found-event.js';
import { invalidField } from '../requests/page-query.js';
import { auditItem, type AuditItem } from './audit-item.js';

export const EXPORT_TYPES = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
} as const;

export type ExportFormat = keyof typeof EXPORT_TYPES;

const COLUMNS: readonly (keyof AuditItem)[] = [
  ...(['id', 'at', 'type', 'outcome', 'userId', 'sessionId', 'address'] as const),
  ...(['userAgent', 'requestId', 'details', 'chain', 'seq', 'erased'] as const),
];

/** @throws AuthError VALIDATION_FAILED */
export function exportFormatIn(text: unknown): ExportFormat {
  if (text === undefined || text === 'jsonl') return 'jsonl';
  if (text === 'csv') return 'csv';
  throw invalidField('format', 'format must be jsonl or csv.');
}

async function* items(events: AsyncIterable<FoundEvent>): AsyncIterable<AuditItem> {
  for await (const event of events) yield auditItem(event);
}

async function* lines(events: AsyncIterable<FoundEvent>): AsyncIterable<string> {
  for await (const item of items(events)) yield `${JSON.stringify(item)}\n`;
}

/** Spreadsheets take a cell for a formula that begins like one, which is why such cells are quoted. */
function table(events: AsyncIterable<FoundEvent>): Readable {
  const csv = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true });
  // What fails reaches the stream that is returned, and is told by the server, as for lines.
  return pipeline(Readable.from(items(events)), csv, () => undefined);
}

/** Reads the events as fast as the receiver takes them. */
export function exportStream(events: AsyncIterable<FoundEvent>, format: ExportFormat): Readable {
  switch (format) {
    case 'jsonl':
      return Readable.from(lines(events));
    case 'csv':
      return table(events);
  }
}
