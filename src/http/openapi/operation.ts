import type { OperationObject } from '@nestjs/swagger';

/** What the document says of one route. */
export interface DocumentedOperation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly operation: Omit<OperationObject, 'operationId'>;
}
