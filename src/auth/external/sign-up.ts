import { canonicalEmail } from '../../users/canonical-name.js';

const DOMAINS = 'domains:';

interface Newcomer {
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/** @param policy `on`, `off` or `domains:<domain>,<domain>`, as the configuration has it */
export function maySignUp(policy: string, { email, emailVerified }: Newcomer): boolean {
  const setting = policy.toLowerCase();
  if (!setting.startsWith(DOMAINS)) return setting === 'on';
  const address = email === null || !emailVerified ? null : canonicalEmail(email);
  const domain = address?.slice(address.lastIndexOf('@') + 1);
  const admitted = setting.slice(DOMAINS.length).split(',');
  return admitted.some((each) => each.trim() === domain);
}
