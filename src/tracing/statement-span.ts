import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { tracer } from './tracer.js';

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
