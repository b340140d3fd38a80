import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../../database/sweep.js';
import {
  AuthorizationRequestEntity,
  UsedAuthorizationCodeEntity,
} from './authorization-request.entity.js';
import { AuthorizationRequests, UsedAuthorizationCodes } from './authorization-requests.js';
import {
  TypeOrmAuthorizationRequests,
  TypeOrmUsedAuthorizationCodes,
} from './typeorm-authorization-requests.js';

/** No provider takes a code that is a day old (RFC 6749 §4.1.2 asks for ten minutes). */
const CODE_KEPT = 86_400_000;

/** What is kept between the start of a sign-in at a provider and its end. */
@Module({
  imports: [TypeOrmModule.forFeature([AuthorizationRequestEntity, UsedAuthorizationCodeEntity])],
  providers: [
    { provide: AuthorizationRequests, useClass: TypeOrmAuthorizationRequests },
    { provide: UsedAuthorizationCodes, useClass: TypeOrmUsedAuthorizationCodes },
    sweepOf({
      table: 'authorization_requests',
      key: ['state_digest'],
      moment: 'expires_at',
      kept: () => 0,
    }),
    sweepOf({
      table: 'used_authorization_codes',
      key: ['code_digest'],
      moment: 'used_at',
      kept: () => CODE_KEPT,
    }),
  ],
  exports: [AuthorizationRequests, UsedAuthorizationCodes],
})
export class AuthorizationRequestsModule {}
