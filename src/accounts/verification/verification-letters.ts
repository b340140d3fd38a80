import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Letter } from '../../mail/letter.js';
import { LetterWriters } from '../../mail/letter-writers.js';
import type { QueuedMail } from '../../mail/outbox/queued-mail.js';
import { canonicalEmail } from '../../users/canonical-name.js';
import { sameMailbox } from '../../users/mail-address.js';
import { type User, Users } from '../../users/users.js';
import { ChallengeLetters } from '../challenges/challenge-letters.js';

/** Writes the mail by which an address is confirmed, and the one that tells of it. */
@Injectable()
export class VerificationLetters implements OnModuleInit {
  constructor(
    private readonly writers: LetterWriters,
    private readonly letters: ChallengeLetters,
    private readonly users: Users,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.writers.add('email-verification', (mail) => this.verification(mail));
    this.writers.add('email-change', (mail) => this.change(mail));
    this.writers.add('email-changed', (mail) => this.changed(mail));
  }

  private async verification(mail: QueuedMail): Promise<Letter | null> {
    const user = await this.openAccount(mail);
    if (user?.emailVerifiedAt !== null || !sameMailbox(user.email, mail.address)) return null;
    await this.record(mail, 'email-verification-requested', user.id);
    return this.letters.write(mail, 'email-verification', user.email ?? '', user);
  }

  /** An address that another account has gets no mail: its owner is told nothing of the asker's. */
  private async change(mail: QueuedMail): Promise<Letter | null> {
    const user = await this.openAccount(mail);
    const { address } = mail;
    const key = address === null ? null : canonicalEmail(address);
    if (user === null || address === null || key === null) return null;
    await this.record(mail, 'email-change-requested', user.id);
    const owner = await this.users.findByEmail(key);
    if (owner !== null && owner.id !== user.id) return null;
    return this.letters.write(mail, 'email-change', address, user);
  }

  private async changed(mail: QueuedMail): Promise<Letter | null> {
    const { address, language } = mail;
    const user = await this.openAccount(mail);
    if (user === null || address === null) return null;
    const { username, displayName: name } = user;
    const facts = { name, username, address, link: '', code: '' };
    return { kind: 'email-changed', language, to: address, facts, life: null };
  }

  private async openAccount({ userId }: QueuedMail): Promise<User | null> {
    const user = userId === null ? null : await this.users.findById(userId);
    return user?.disabledAt === null ? user : null;
  }

  private async record(
    { attempts, origin }: QueuedMail,
    type: 'email-verification-requested' | 'email-change-requested',
    userId: string,
  ): Promise<void> {
    if (attempts === 1) await this.audit.record(origin, { type, userId });
  }
}
