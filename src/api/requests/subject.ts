import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once a token or a login has shown it; for the log. */
    subject?: Subject;
    /** Id of the service account whose request it is, likewise. */
    callingService?: string;
  }
}

export interface Subject {
  readonly userId: string;
  readonly sessionId: string;
}

export function noteSubject(request: FastifyRequest, subject: Subject): void {
  request.subject = subject;
}

/** Notes whose token it is that came with a request. */
export function noteBearer(
  request: FastifyRequest,
  { uid, sid }: { readonly uid: string; readonly sid: string },
): void {
  noteSubject(request, { userId: uid, sessionId: sid });
}

export function noteService(request: FastifyRequest, clientId: string): void {
  request.callingService = clientId;
}
