const DOMAINS = 'domains:';

interface Newcomer {
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/** By letters of ASCII alone: straße.example is another domain than strasse.example. */
function asciiDomain(email: string): string | null {
  const [, domain] = /@([\w.-]+)$/.exec(email.trim()) ?? [];
  return domain?.toLowerCase() ?? null;
}

/** @param policy `on`, `off` or `domains:<domain>,<domain>`, as the configuration has it */
export function maySignUp(policy: string, { email, emailVerified }: Newcomer): boolean {
  const setting = policy.toLowerCase();
  if (!setting.startsWith(DOMAINS)) return setting === 'on';
  const domain = email === null || !emailVerified ? null : asciiDomain(email);
  const admitted = setting.slice(DOMAINS.length).split(',');
  return admitted.some((each) => each.trim() === domain);
}
