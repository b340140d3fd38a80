import { STATUS_CODES } from 'node:http';
import type { MediaTypeObject, ResponseObject, ResponsesObject } from '@nestjs/swagger';
import type { FaultCase } from './fault-cases.js';
import { EVERYWHERE } from './fault-groups.js';
import type { FaultShape } from './fault-shape.js';
import { headersOf, statusOf } from '../../faults/fault-table.js';
import type { HttpFault } from '../../faults/http-fault.js';
import { problemDetails, PROBLEM_TYPE } from '../../faults/problem-details.js';
import { wordFault } from '../../faults/word-fault.js';
import { EXAMPLE_TIME } from '../example-values.js';
import { headers } from '../headers.js';
import { type Examples, JSON_TYPE, media } from '../media.js';
import { Problem } from '../schemas/problem.dto.js';
import type { Schema } from '../schemas/schemas.js';

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
  const statuses = new Set(cases.map(({ fault }) => statusOf(fault)));
  return Object.fromEntries(
    [...statuses].sort().map((status) => {
      const alike = cases.filter(({ fault }) => statusOf(fault) === status);
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
      [type, written(shape, shape.schema, (fault) => shape.dialect.body(fault))] as const,
  );
  return {
    description: describe(status, cases),
    headers: headers({ 'Cache-Control': 'no-store', ...faultHeaders(cases) }),
    content: {
      ...Object.fromEntries(own),
      [PROBLEM_TYPE]: written(shapes[JSON_TYPE], Problem, problemDetails),
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
