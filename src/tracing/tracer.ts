import {
  isSpanContextValid,
  trace,
  type Tracer,
  type Attributes,
  SpanKind,
  SpanStatusCode,
} from '@opentelemetry/api';
import { VERSION } from '../config/version.js';

let found: Tracer | null = null;

/**
 * Looks for an SDK, ours or one that was loaded ahead of the server. Without one, spans would be
 * made for nothing: then nothing asks for any.
 */
export function findTracer(): boolean {
  const tracer = trace.getTracer('portcullis', VERSION);
  // It is never ended, and so never exported.
  const probe = tracer.startSpan('probe', { root: true });
  found = isSpanContextValid(probe.spanContext()) ? tracer : null;
  return found !== null;
}

/** Null while there is no SDK. */
export const tracer = (): Tracer | null => found;

/** W3C Trace Context §3.2; versions after 00 may add members behind the flags. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:$|-)/;

/** The trace that a caller names; undefined for anything else than what the standard allows. */
export function traceIdIn(traceparent: unknown): string | undefined {
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}

/** For a line of the log: the span under way, where there is one. */
export function activeTrace(): { readonly trace_id?: string; readonly span_id?: string } {
  const active = trace.getActiveSpan()?.spanContext();
  if (active === undefined || !isSpanContextValid(active)) return {};
  return { trace_id: active.traceId, span_id: active.spanId };
}

const OPERATION = /^\s*([a-z]+)/i;
/** The first table of each kind of statement. */
const TABLES: Readonly<Record<string, RegExp>> = {
  SELECT: /\bFROM\s+["`]?(\w+)/i,
  DELETE: /\bFROM\s+["`]?(\w+)/i,
  INSERT: /\bINTO\s+["`]?(\w+)/i,
  REPLACE: /\bINTO\s+["`]?(\w+)/i,
  UPDATE: /\bUPDATE\s+["`]?(\w+)/i,
};

interface Summary {
  readonly operation: string;
  readonly table: string | undefined;
}

/** What a statement does and to which table; never a value. */
function summaryOf(sql: string): Summary {
  const operation = OPERATION.exec(sql)?.[1]?.toUpperCase() ?? 'OTHER';
  return { operation, table: TABLES[operation]?.exec(sql)?.[1] };
}

function attributesOf({ operation, table }: Summary, database: Attributes): Attributes {
  return {
    ...database,
    'db.operation.name': operation,
    'db.query.summary': table === undefined ? operation : `${operation} ${table}`,
    ...(table === undefined ? {} : { 'db.collection.name': table }),
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/**
 * Runs a statement as a span of OpenTelemetry's conventions for databases. Only within a request: the
 * server asks its database for news all day long.
 * @param database What the conventions say of the database; asked for only where there is a span.
 */
export function traced<T>(
  sql: string,
  database: () => Attributes,
  run: () => Promise<T>,
): Promise<T> {
  const found = tracer();
  if (found === null || trace.getActiveSpan() === undefined) return run();
  const attributes = attributesOf(summaryOf(sql), database());
  const name = String(attributes['db.query.summary']);
  return found.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    try {
      return await run();
    } catch (error) {
      span.setAttribute('error.type', codeOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

export type { Attributes };
