import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Self-signed for localhost and good for a century; protects nothing but tests. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUEOqjIwSWelbQ5CbaqU2KFIa4osAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE0MTYyNVoYDzIxMjYxMDI4
MTQxNjI1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASNTmKKgHz2Xe7us8BrXIbd0wvnQLqCyWvuka2/BCozPtcTGVhbebKL
H1n9UJmPtP35KLG9mV80+qTgYrxiPujmo28wbTAdBgNVHQ4EFgQU6gmFJUQ4SxYl
MMYTl5GMjxe3oeswHwYDVR0jBBgwFoAU6gmFJUQ4SxYlMMYTl5GMjxe3oeswDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgBsx4dVkmKNmLbNhYth06Z4pE4jlA6Y2YjUCq9mMrs/cCIBls
NUfSQhAs8GYemB0hi9oRRrPxTb/TK9SU11IkE3s5
-----END CERTIFICATE-----
`;

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgRQc/Badc9pliy/gN
wEJnic0klRv6wU7C+StVc3XEqX+hRANCAASNTmKKgHz2Xe7us8BrXIbd0wvnQLqC
yWvuka2/BCozPtcTGVhbebKLH1n9UJmPtP35KLG9mV80+qTgYrxiPujm
-----END PRIVATE KEY-----
`;

/** What the first one is renewed to. */
export const RENEWED_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUd1jUvZtZN6Po5ehM1Nir84PRs00wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE3MDA1NVoYDzIxMjYxMTAy
MTcwMDU1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQwDvtoCnUqA4MRw7XqZtejb58xYOS6NlwM4B1WegAPRoJN1pe43/d1
vItS+GQC6Clvp5Hv+mdpu6NHWfWlP/xto28wbTAdBgNVHQ4EFgQUMhS5SOnzCmUQ
PYutN8BiKI+/KoowHwYDVR0jBBgwFoAUMhS5SOnzCmUQPYutN8BiKI+/KoowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAJunj4kUP/BC+ELRggh+VplX8LhWyU7uuAAcbF8gTpxbAiAW
BP4iPlY4br27n/fJ1glLSniav8uXVFG/OMJSrkEABg==
-----END CERTIFICATE-----
`;

export const RENEWED_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgO2x4MrVD+jpDqGug
szd+9sy/SQIr4seOpQYQV4CVs2ehRANCAAQwDvtoCnUqA4MRw7XqZtejb58xYOS6
NlwM4B1WegAPRoJN1pe43/d1vItS+GQC6Clvp5Hv+mdpu6NHWfWlP/xt
-----END PRIVATE KEY-----
`;

export interface TlsFilesOfTest {
  readonly certificate: string;
  readonly key: string;
}

/** Writes both files into a folder of their own. */
export function tlsFiles(mode = 0o600, key = KEY): TlsFilesOfTest {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-tls-'));
  const files = { certificate: join(directory, 'cert.pem'), key: join(directory, 'key.pem') };
  writeFileSync(files.certificate, CERTIFICATE);
  writeFileSync(files.key, key, { mode });
  return files;
}
