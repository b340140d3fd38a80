import * as fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { AuthError } from '../../../src/errors/auth-error.js';
import { PasswordCredentials } from '../../../src/api/auth/login.controller.js';
import { RegistrationBody } from '../../../src/api/auth/registration.controller.js';
import { refreshTokenOrBareIn } from '../../../src/api/auth/refresh.controller.js';
import { AuthorizationCodeBody } from '../../../src/api/federation/authorization-code.js';
import { prefersProblemDetails } from '../../../src/api/faults/problem-details.js';
import { bearerToken, requestPath } from '../../../src/api/requests/fastify-request.js';
import { cookieValues } from '../../../src/api/cookies/cookies.js';
import { validated } from '../../../src/api/requests/body.js';
import { requestId } from '../../../src/server/request-id.js';

/** As Node hands a header over: bytes as Latin-1, no line breaks, up to its limit of 16 KiB. */
const headerText = fc
  .string({ unit: 'binary', maxLength: 400 })
  .map((text) => text.replaceAll(/[\r\n]/g, '').slice(0, 16_384));

const LONG = ['a', ';', '=', ' ', ',', '"', 'refresh_token=;', 'q=1,', '(a', '\t'].map((part) =>
  part.repeat(16_384 / part.length),
);
const anyHeader = fc.oneof(headerText, fc.constantFrom(...LONG));

const withHeaders = (headers: FastifyRequest['headers']): FastifyRequest =>
  ({ headers }) as FastifyRequest;

/** What a body may be refused with; anything else thrown would be a crash. */
function refusalOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof AuthError) return error.fault.code;
    throw error;
  }
}

describe('whatever a header holds,', () => {
  it('a Bearer is what follows the scheme', () => {
    fc.assert(
      fc.property(headerText, (text) => {
        const token = text.trim();
        fc.pre(token !== '');
        for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
          const request = withHeaders({ authorization: `${scheme} ${token}` });
          expect(bearerToken(request)).toBe(token);
        }
        expect(bearerToken(withHeaders({ authorization: `Basic ${token}` }))).toBeUndefined();
      }),
    );
  });

  it('cookies are read without a crash, and only those asked for', () => {
    const names = new Set(['refresh_token']);
    fc.assert(
      fc.property(anyHeader, (cookie) => {
        for (const value of cookieValues(withHeaders({ cookie }), names)) {
          expect(value).not.toMatch(/;/);
          expect(cookie).toContain(value);
        }
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\w.-]{1,30}$/), { maxLength: 20 }), (values) => {
        const cookie = values.map((value) => `refresh_token=${value}; other=${value}`).join('; ');
        expect(cookieValues(withHeaders({ cookie }), names)).toEqual(values);
      }),
    );
  });

  it('the kind of answer is chosen', () => {
    fc.assert(
      fc.property(anyHeader, (accept) => {
        expect(typeof prefersProblemDetails(accept)).toBe('boolean');
        expect(typeof prefersProblemDetails(`application/problem+json,${accept}`)).toBe('boolean');
      }),
    );
  });

  it('the id of a request forges no line of the log', () => {
    fc.assert(
      fc.property(anyHeader, (given) => {
        expect(requestId({ headers: { 'x-request-id': given } })).toMatch(/^[\w.-]{8,64}$/);
      }),
    );
  });
});

it('no path that is shown holds a query', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      expect(requestPath({ url: `${path}?${query}` })).toBe(path.split(';')[0]);
    }),
  );
});

describe('whatever a body holds,', () => {
  const SHAPES = [PasswordCredentials, RegistrationBody, AuthorizationCodeBody] as const;
  const bodies = fc.oneof(
    fc.jsonValue({ maxDepth: 6 }),
    fc.dictionary(
      fc.constantFrom('username', 'password', 'email', 'displayName', 'provider', 'refreshToken'),
      fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 1200 })),
    ),
  );

  it('it is read or refused, and never crashes a reader', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        for (const shape of SHAPES) {
          expect([null, 'VALIDATION_FAILED', 'MALFORMED_REQUEST']).toContain(
            refusalOf(() => validated<object>(shape, body)),
          );
        }
        expect([null, 'VALIDATION_FAILED', 'MALFORMED_REQUEST']).toContain(
          refusalOf(() => refreshTokenOrBareIn(body)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('fields that nobody declared are left behind', () => {
    fc.assert(
      fc.property(fc.object(), (extra) => {
        const body = { ...extra, username: 'u', password: 'p', roles: ['admin'], id: '1' };
        expect(Object.keys(validated(PasswordCredentials, body)).sort()).toEqual([
          'password',
          'username',
        ]);
      }),
    );
  });

  it('no fault repeats what was in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 257, maxLength: 400 }), (secret) => {
        try {
          validated(PasswordCredentials, { username: secret, password: [secret] });
        } catch (error) {
          expect(JSON.stringify(error)).not.toContain(secret);
        }
      }),
    );
  });
});
