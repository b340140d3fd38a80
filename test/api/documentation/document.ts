import type {
  MediaTypeObject,
  OpenAPIObject,
  OperationObject,
  ReferenceObject,
  ResponseObject,
} from '@nestjs/swagger';
import type { TestServer } from '../../e2e/harness/test-server.js';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** One body that the document describes: of a request, or of an answer. */
export interface DescribedBody {
  readonly at: string;
  readonly media: MediaTypeObject;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export async function readDocument(server: TestServer): Promise<OpenAPIObject> {
  const { body } = await server.get('/docs-json');
  return body as OpenAPIObject;
}

/** Every operation, with the answers that it shares with others filled in. */
export const operationsOf = (document: OpenAPIObject): readonly Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation: filledIn(document, operation) }] : [];
    }),
  );

function filledIn(document: OpenAPIObject, operation: OperationObject): OperationObject {
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    response && '$ref' in response ? sharedResponse(document, response) : response,
  ]);
  return { ...operation, responses: Object.fromEntries(responses) };
}

const sharedResponse = (
  { components }: OpenAPIObject,
  { $ref }: ReferenceObject,
): ResponseObject | ReferenceObject | undefined =>
  components?.responses?.[$ref.replace('#/components/responses/', '')];

export const nameOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

export const responsesOf = ({ operation }: Operation): readonly [string, ResponseObject][] =>
  Object.entries(operation.responses) as [string, ResponseObject][];

const bodies = (at: string, content: Record<string, MediaTypeObject> = {}): DescribedBody[] =>
  Object.entries(content).map(([type, media]) => ({ at: `${at} ${type}`, media }));

export function bodiesOf(operation: Operation): readonly DescribedBody[] {
  const name = nameOf(operation);
  const { requestBody } = operation.operation;
  return [
    ...(requestBody && 'content' in requestBody
      ? bodies(`${name} request`, requestBody.content)
      : []),
    ...responsesOf(operation).flatMap(([status, { content }]) =>
      bodies(`${name} ${status}`, content),
    ),
  ];
}

export const examplesOf = ({ media }: DescribedBody): readonly [string, unknown][] =>
  Object.entries(media.examples ?? {}).map(([name, example]) => [
    name,
    'value' in example ? example.value : undefined,
  ]);
