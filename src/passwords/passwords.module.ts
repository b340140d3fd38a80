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
      // Hashing shares libuv's threads (UV_THREADPOOL_SIZE, 4 by default) with signing: more
      // hashes at once than cores would gain nothing and keep every refresh waiting.
      useFactory: ({ hashQueue }: AppConfig) =>
        new AdmissionGate({ running: availableParallelism(), waiting: hashQueue, patience: 2000 }),
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
