import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../../database/sweep.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { Challenges } from './challenge.js';
import { ChallengeAnswers } from './challenge-answers.js';
import { ChallengeLetters } from './challenge-letters.js';
import { ChallengeSecrets } from './challenge-secrets.js';
import { MailChallengeEntity } from './mail-challenge.entity.js';
import { TypeOrmChallenges } from './typeorm-challenges.js';

/** Milliseconds for which a second click is still told that it is done. */
const REMEMBERED = 86_400_000;

/** What people prove by a link or a code from a mail. */
@Module({
  imports: [TokensModule, TypeOrmModule.forFeature([MailChallengeEntity])],
  providers: [
    ChallengeAnswers,
    ChallengeLetters,
    ChallengeSecrets,
    { provide: Challenges, useClass: TypeOrmChallenges },
    sweepOf({
      table: 'mail_challenges',
      key: ['id'],
      moment: 'expires_at',
      kept: () => REMEMBERED,
    }),
  ],
  exports: [ChallengeAnswers, ChallengeLetters],
})
export class ChallengesModule {}
