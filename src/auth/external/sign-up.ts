import { mailAddress } from '../../users/mail-address.js';

const DOMAINS = 'domains:';

interface Newcomer {
  readonly profile: { readonly email: string | null };
  readonly vouchedFor: boolean;
}

/** @param policy `on`, `off` or `domains:<domain>,<domain>`, as the configuration has it */
export function maySignUp(policy: string, { profile, vouchedFor }: Newcomer): boolean {
  const setting = policy.toLowerCase();
  if (!setting.startsWith(DOMAINS)) return setting === 'on';
  const domain = vouchedFor ? mailAddress(profile.email)?.domain : undefined;
  const admitted = setting.slice(DOMAINS.length).split(',');
  return admitted.some((each) => each.trim() === domain);
}
