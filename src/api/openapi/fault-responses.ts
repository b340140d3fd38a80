import { STATUS_CODES } from 'node:http';
import type { MediaTypeObject, ResponseObject, ResponsesObject } from '@nestjs/swagger';
import { type FaultDialect, type HttpFault, wordFault } from '../faults/fault-dialect.js';
import { standardFaults } from '../faults/standard-faults.js';
import { headersOf, statusOf } from '../faults/fault-table.js';
import { problemDetails, PROBLEM_TYPE } from '../faults/problem-details.js';
import { FaultAnswer, Problem } from './fault-schemas.js';
import { type Schema, type Examples, JSON_TYPE, media } from './media.js';
import type { FaultCase } from './fault-cases.js';
import { EVERYWHERE } from './fault-groups.js';
import { EXAMPLE_TIME } from './example-values.js';
import { headers } from './headers.js';

/** How faults are written somewhere, and the schema of what is written. */
export interface FaultShape {
  readonly dialect: FaultDialect;
  readonly schema: Schema;
}

export const STANDARD: FaultShape = { dialect: standardFaults, schema: FaultAnswer };
/** The shape of the faults for each media type that an answer can have. */
export type FaultShapes = Readonly<Record<typeof JSON_TYPE, FaultShape>> &
  Readonly<Record<string, FaultShape>>;

const ANY_PATH = '/path/of/the/request';

/** Every fault of a route as the server itself would write it. */
export function faultResponses(
  path: string,
  shapes: FaultShapes,
  cases: readonly FaultCase[],
): ResponsesObject {
  const { dialect } = shapes[JSON_TYPE];
  const statusIn = ({ fault }: FaultCase): number => dialect.status?.(fault) ?? statusOf(fault);
  const statuses = new Set(cases.map(statusIn));
  return Object.fromEntries(
    [...statuses].sort().map((status) => {
      const alike = cases.filter((each) => statusIn(each) === status);
      return [String(status), faultResponse(path, shapes, status, alike)];
    }),
  );
}

function faultResponse(
  path: string,
  shapes: FaultShapes,
  status: number,
  cases: readonly FaultCase[],
): ResponseObject {
  // What no route has for itself is described once for all of them.
  const shownPath = cases.every((each) => EVERYWHERE.has(each.name)) ? ANY_PATH : path;
  const written = (
    { dialect }: FaultShape,
    schema: Schema,
    body: (fault: HttpFault) => object,
  ): MediaTypeObject => {
    const word = ({ fault }: FaultCase): object =>
      body(wordFault(fault, dialect, { path: shownPath, at: EXAMPLE_TIME }));
    return media(schema, examples(cases, word));
  };
  const own = Object.entries(shapes).map(
    ([type, shape]) =>
      [
        shape.dialect.mediaType ?? type,
        written(shape, shape.schema, (fault) => shape.dialect.body(fault)),
      ] as const,
  );
  return {
    description: describe(status, cases),
    headers: headers({ 'Cache-Control': 'no-store', ...faultHeaders(cases) }),
    content: {
      ...Object.fromEntries(own),
      ...(shapes[JSON_TYPE].dialect.only === true
        ? {}
        : { [PROBLEM_TYPE]: written(shapes[JSON_TYPE], Problem, problemDetails) }),
    },
  };
}

const examples = (cases: readonly FaultCase[], value: (each: FaultCase) => object): Examples =>
  Object.fromEntries(
    cases.map((each) => [each.name, { summary: each.summary, value: value(each) }]),
  );

function describe(status: number, cases: readonly FaultCase[]): string {
  const [only] = cases;
  const reason = STATUS_CODES[status] ?? '';
  return cases.length === 1 && only ? `${reason}: ${only.summary}` : reason;
}

const faultHeaders = (cases: readonly FaultCase[]): Readonly<Record<string, string>> =>
  Object.fromEntries(cases.flatMap(({ fault }) => Object.entries(headersOf(fault))));
