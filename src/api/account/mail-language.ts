import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { MAIL_LANGUAGES, type MailLanguage } from '../../config/choices.js';

/** The language of mail that a request causes: the first one that its client reads. */
export function mailLanguage(request: FastifyRequest, otherwise: MailLanguage): MailLanguage {
  if (request.headers['accept-language'] === undefined) return otherwise;
  // A client that reads everything reads the operator's language first.
  const offered = [otherwise, ...MAIL_LANGUAGES.filter((language) => language !== otherwise)];
  const preferred = new Negotiator(request.raw).language(offered);
  return MAIL_LANGUAGES.find((language) => language === preferred) ?? otherwise;
}
