import type { OperationObject } from '@nestjs/swagger';

/** What the document says of one route. */
export interface DocumentedOperation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly operation: OperationObject;
}
