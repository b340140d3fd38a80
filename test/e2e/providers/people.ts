import type { Person } from './openid-provider.js';

let people = 0;

/** Somebody whom nobody has seen yet. */
export function newPerson(claims: Partial<Person> = {}): Person {
  people += 1;
  return {
    sub: `subject-${people}`,
    email: `person${people}@example.com`,
    email_verified: true,
    name: `Person ${people}`,
    preferred_username: `person${people}`,
    ...claims,
  };
}
