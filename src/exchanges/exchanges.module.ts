import { Module } from '@nestjs/common';
import { AuthorizationStarts } from './authorization-starts.js';
import { CodeClaims } from './code-claims.js';
import { TypeOrmAuthorizationStartSweep } from './typeorm-authorization-start-sweep.js';
import { TypeOrmAuthorizationStarts } from './typeorm-authorization-starts.js';
import { TypeOrmCodeClaimSweep } from './typeorm-code-claim-sweep.js';
import { TypeOrmCodeClaims } from './typeorm-code-claims.js';

/** What is kept between the start of a sign-in at a provider and its end. */
@Module({
  providers: [
    { provide: AuthorizationStarts, useClass: TypeOrmAuthorizationStarts },
    { provide: CodeClaims, useClass: TypeOrmCodeClaims },
    TypeOrmAuthorizationStartSweep,
    TypeOrmCodeClaimSweep,
  ],
  exports: [AuthorizationStarts, CodeClaims],
})
export class ExchangesModule {}
