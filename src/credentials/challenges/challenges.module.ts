import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../../database/sweep.js';
import { LoginChallengeEntity } from './login-challenge.entity.js';
import { LoginChallenges } from './login-challenges.js';
import { TypeOrmLoginChallenges } from './typeorm-login-challenges.js';

/** Logins that wait for their second factor. */
@Module({
  imports: [TypeOrmModule.forFeature([LoginChallengeEntity])],
  providers: [
    { provide: LoginChallenges, useClass: TypeOrmLoginChallenges },
    sweepOf({ table: 'login_challenges', key: ['digest'], moment: 'expires_at', kept: () => 0 }),
  ],
  exports: [LoginChallenges],
})
export class ChallengesModule {}
