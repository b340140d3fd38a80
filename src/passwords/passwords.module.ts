import { availableParallelism } from 'node:os';
import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AdmissionGate } from './admission-gate.js';
import { BcryptVerifier } from './bcrypt-verifier.js';
import { chooseHasher } from './choose-hasher.js';
import { Decoy } from './decoy.js';
import { GatedPasswords } from './gated-passwords.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { Passwords } from './passwords.js';
import { StandardPasswordPolicy } from './standard-password-policy.js';

@Module({
  providers: [
    {
      provide: AdmissionGate,
      inject: [AppConfig],
      // Hashing shares libuv's threads with signing: more hashes at once than cores would gain
      // nothing, and would take the threads that `config/thread-pool.ts` leaves for signing.
      useFactory: ({ hashQueue, workers }: AppConfig) =>
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
    { provide: Passwords, useClass: GatedPasswords },
    { provide: PasswordPolicy, useClass: StandardPasswordPolicy },
  ],
  exports: [Passwords, PasswordPolicy, AdmissionGate],
})
export class PasswordsModule {}
