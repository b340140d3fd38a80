import type { FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import { Form } from '../requests/form.js';

/** The form of a request; an empty one where there is no body. */
export const formOf = ({ body }: FastifyRequest): Form =>
  body instanceof Form ? body : Form.parse('');

/** @throws AuthError VALIDATION_FAILED where it is missing or there more than once */
export function required(form: Form, name: string): string {
  const value = form.one(name);
  if (value !== undefined) return value;
  const message = `The parameter ${name} is missing.`;
  throw AuthError.invalidFields({ field: name, problem: 'missing', message });
}
