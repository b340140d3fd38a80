import { availableParallelism } from 'node:os';
import { Module } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { AdmissionGate } from './admission-gate.js';
import { BcryptVerifier, Decoy, Passwords } from './passwords.js';
import { chooseHasher, PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';

@Module({
  providers: [
    {
      provide: AdmissionGate,
      inject: [AppConfig],
      // Hashing shares libuv's threads with signing: more hashes at once than cores would gain
      // nothing, and would take the threads that `config/thread-pool.ts` leaves for signing.
      useFactory: ({ passwords: { hashQueue }, server: { workers } }: AppConfig) =>
        new AdmissionGate({
          running: Math.max(1, Math.floor(availableParallelism() / workers)),
          waiting: Math.ceil(hashQueue / workers),
          patience: 2000,
        }),
    },
    { provide: PasswordHasher, useFactory: () => chooseHasher() },
    {
      provide: Decoy,
      inject: [PasswordHasher],
      useFactory: (hasher: PasswordHasher) => Decoy.make(hasher),
    },
    BcryptVerifier,
    Passwords,
    PasswordPolicy,
  ],
  exports: [Passwords, PasswordPolicy, AdmissionGate],
})
export class PasswordsModule {}
