import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { LetterWriters } from './letter-writers.js';
import { MailDelivery } from './mail-delivery.js';
import { MailDispatch } from './mail-dispatch.js';
import { MailOutcomes } from './mail-outcomes.js';
import { MailQueue } from './mail-queue.js';
import { MailEntity } from './outbox/mail.entity.js';
import { MailOutbox } from './outbox/mail-outbox.js';
import { TypeOrmMailOutbox } from './outbox/typeorm-mail-outbox.js';
import { MailWords } from './templates/mail-words.js';
import { readTemplates } from './templates/own-templates.js';
import { chooseTransport } from './transports/choose-transport.js';
import { MailTransport } from './transports/mail-transport.js';

const mailWords = ({ mail: { mailSenderName, mailTemplatesDir } }: AppConfig): MailWords =>
  new MailWords(
    mailSenderName,
    mailTemplatesDir === null ? new Map() : readTemplates(mailTemplatesDir),
  );

/** Where mail is asked for. */
@Module({
  imports: [TypeOrmModule.forFeature([MailEntity])],
  providers: [
    LetterWriters,
    MailOutcomes,
    MailQueue,
    { provide: MailOutbox, useClass: TypeOrmMailOutbox },
  ],
  exports: [LetterWriters, MailOutbox, MailOutcomes, MailQueue],
})
export class MailModule {}

/** What sends it; where mail is off nothing of it is there. */
@Module({})
export class MailDispatchModule {
  static of(config: AppConfig): DynamicModule {
    if (config.mail.mail === 'off') return { module: MailDispatchModule };
    return {
      module: MailDispatchModule,
      imports: [MailModule],
      providers: [
        MailDelivery,
        MailDispatch,
        { provide: MailWords, useFactory: mailWords, inject: [AppConfig] },
        { provide: MailTransport, useFactory: chooseTransport, inject: [AppConfig, Clock] },
      ],
      exports: [MailDispatch],
    };
  }
}
