const atLeast = (bar, stretch) => ({
  bar,
  stretch,
  met: (value, limit) => value >= limit,
  sign: '≥',
});
const atMost = (bar, stretch) => ({
  bar,
  stretch,
  met: (value, limit) => value <= limit,
  sign: '≤',
});

/** @param r medians by name of measurement. MariaDB and one process unless said. */
export function bars(r) {
  const ours = (scenario) => r[`portcullis-mariadb ${scenario}`];
  const peer = (scenario) => r[`better-auth-mariadb ${scenario}`];
  const { hello } = { hello: r['hello hello'] };
  const { argon2id, sign, verify } = r.limits;
  const { start } = r;
  return [
    {
      what: 'login: requests over raw argon2id verifications on all cores',
      value: ours('login').perSecond / argon2id.perSecond,
      ...atLeast(0.78, 0.85),
    },
    {
      what: 'login: CPU over one raw hash and two signatures',
      value: ours('login').cpuMs / (argon2id.cpuMs + 2 * sign.cpuMs),
      ...atMost(1.12, 1.06),
    },
    {
      what: 'login: requests over better-auth',
      value: ours('login').perSecond / peer('login').perSecond,
      ...atLeast(7, 9),
    },
    {
      what: 'login: p99 of better-auth over ours',
      value: peer('login').p99 / ours('login').p99,
      ...atLeast(8, 8),
    },
    {
      what: 'refresh: CPU over two raw signatures and one verification',
      value: ours('refresh').cpuMs / (2 * sign.cpuMs + verify.cpuMs),
      ...atMost(1.35, 1.2),
    },
    {
      what: "refresh: requests over better-auth's session read and signature",
      value: ours('refresh').perSecond / peer('refresh').perSecond,
      ...atLeast(3, 4),
    },
    {
      what: "refresh: CPU of better-auth's session read and signature over ours",
      value: peer('refresh').cpuMs / ours('refresh').cpuMs,
      ...atLeast(3, 4),
    },
    {
      what: 'validate, token never seen: requests over hello',
      value: ours('fresh').perSecond / hello.perSecond,
      ...atLeast(0.33, 0.38),
    },
    {
      what: 'validate, token seen: requests over better-auth session check',
      value: ours('seen').perSecond / peer('session').perSecond,
      ...atLeast(40, 60),
    },
    {
      what: 'validate, token seen: requests over hello',
      value: ours('seen').perSecond / hello.perSecond,
      ...atLeast(0.6, 0.75),
    },
    {
      what: 'validate, token never seen: two workers over one process',
      value: r['portcullis-2-workers fresh'].perSecond / ours('fresh').perSecond,
      ...atLeast(1.7, 1.85),
    },
    {
      what: 'refresh: p99 in a storm of 24 logins, ms',
      value: ours('storm').p99,
      ...atMost(20, 12),
    },
    { what: 'cold start over hello', value: start.startMs / start.helloMs, ...atMost(1.4, 1.2) },
    { what: 'memory: idle over hello', value: start.idleMiB / start.helloMiB, ...atMost(1.3, 1.2) },
    {
      what: 'memory: a storm of 32 logins over idle, MiB',
      value: start.stormMiB - start.idleMiB,
      ...atMost(60, 45),
    },
  ].map(({ met, ...bar }) => ({
    ...bar,
    met: met(bar.value, bar.bar),
    stretched: met(bar.value, bar.stretch),
  }));
}
