import { type ExecutionContext, HttpException } from '@nestjs/common';
import type { Refusal } from '../bearer/refusal.js';

/** A response of Express or Fastify. */
interface Response {
  header(name: string, value: string): unknown;
}

/** @throws HttpException */
export function turnAway(context: ExecutionContext, { status, headers, body }: Refusal): never {
  const response = context.switchToHttp().getResponse<Response>();
  for (const [name, value] of Object.entries(headers)) response.header(name, value);
  throw new HttpException(body, status);
}
