import type { FastifyReply } from 'fastify';

/** How an answer is labelled. */
export interface Representation {
  readonly mediaType: string;
  /** Request headers that the choice depended on. */
  readonly vary?: string;
}

export const JSON_REPRESENTATION: Representation = {
  mediaType: 'application/json; charset=utf-8',
};

export function label(reply: FastifyReply, { mediaType, vary }: Representation): void {
  void reply.type(mediaType);
  if (vary === undefined) return;
  const present = reply.getHeader('vary');
  void reply.header('vary', present === undefined ? vary : `${String(present)}, ${vary}`);
}
