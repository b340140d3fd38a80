import type { ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { JSON_TYPE, type DocumentedOperation } from '../openapi/media.js';

type Responses = Readonly<Record<string, ResponseObject>>;

interface Shared {
  readonly operations: readonly DocumentedOperation[];
  /** For `components.responses`. */
  readonly responses: Record<string, ResponseObject>;
}

const isFault = (status: string): boolean => status >= '400';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `EnvelopeTooLarge`: whose shape it has, and what went wrong. */
function nameOf({ content = {} }: ResponseObject): string {
  const { schema = {}, examples = {} } = content[JSON_TYPE] ?? Object.values(content)[0] ?? {};
  const shape = '$ref' in schema ? (schema.$ref.split('/').at(-1) ?? '') : '';
  return shape.replace(/FaultAnswer$/, '') + Object.keys(examples).map(capital).join('Or');
}

const responsesOf = ({ operation }: DocumentedOperation): Responses =>
  operation.responses as Responses;

/** Faults that several operations answer alike, by what they hold. */
function repeated(operations: readonly DocumentedOperation[]): ReadonlyMap<string, ResponseObject> {
  const seen = new Set<string>();
  const again = new Map<string, ResponseObject>();
  const answers = operations.flatMap((each) => Object.entries(responsesOf(each)));
  for (const [status, response] of answers) {
    const text = JSON.stringify(response);
    if (isFault(status) && seen.has(text)) again.set(text, response);
    seen.add(text);
  }
  return again;
}

/** Describes a fault that several operations answer alike once, and has them refer to it. */
export function shareResponses(operations: readonly DocumentedOperation[]): Shared {
  const shared = repeated(operations);
  const responses: Record<string, ResponseObject> = {};
  for (const response of shared.values()) {
    const name = nameOf(response);
    if (name in responses) throw new Error(`two faults are called ${name}`);
    responses[name] = response;
  }
  const refer = (response: ResponseObject): ResponseObject | ReferenceObject => {
    const found = shared.get(JSON.stringify(response));
    return found ? { $ref: `#/components/responses/${nameOf(found)}` } : response;
  };
  return {
    responses,
    operations: operations.map((each) => {
      const answers = Object.entries(responsesOf(each)).map(
        ([status, response]) => [status, refer(response)] as const,
      );
      return {
        ...each,
        operation: { ...each.operation, responses: Object.fromEntries(answers) },
      };
    }),
  };
}
