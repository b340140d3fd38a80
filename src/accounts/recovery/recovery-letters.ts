import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { PasswordHashes } from '../../credentials/passwords/password-hashes.js';
import type { Letter } from '../../mail/letter.js';
import { LetterWriters } from '../../mail/letter-writers.js';
import type { QueuedMail } from '../../mail/outbox/queued-mail.js';
import { canonicalEmail } from '../../users/canonical-name.js';
import { sameMailbox } from '../../users/mail-address.js';
import { type User, Users } from '../../users/users.js';
import { ChallengeLetters } from '../challenges/challenge-letters.js';

/** Writes the mail of a recovery, once it shows whom it is for. */
@Injectable()
export class RecoveryLetters implements OnModuleInit {
  constructor(
    private readonly writers: LetterWriters,
    private readonly letters: ChallengeLetters,
    private readonly users: Users,
    private readonly hashes: PasswordHashes,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.writers.add('password-reset', (mail) => this.reset(mail));
    this.writers.add('password-changed', (mail) => this.changed(mail));
  }

  /** To the address as the account has it, and to no other spelling of its key. */
  private async reset(mail: QueuedMail): Promise<Letter | null> {
    const user = await this.recoverable(mail.address ?? '');
    const email = user?.email ?? null;
    const letter =
      user === null || email === null
        ? null
        : await this.letters.write(mail, 'password-reset', email, user);
    if (mail.attempts === 1) {
      const userId = user?.id ?? null;
      await this.audit.record(mail.origin, { type: 'password-reset-requested', userId });
    }
    return letter;
  }

  /** Who signs in elsewhere alone has to have shown that the address is theirs. */
  private async recoverable(address: string): Promise<User | null> {
    const key = canonicalEmail(address);
    const user = key === null ? null : await this.users.findByEmail(key);
    if (user?.disabledAt !== null || !sameMailbox(user.email, address)) return null;
    if (user.emailVerifiedAt !== null) return user;
    return (await this.hashes.of(user.id)) === null ? null : user;
  }

  private async changed({ userId, language }: QueuedMail): Promise<Letter | null> {
    const user = userId === null ? null : await this.users.findById(userId);
    const address = user?.email ?? null;
    if (user === null || address === null) return null;
    const { username, displayName: name } = user;
    const facts = { name, username, address, link: '', code: '' };
    return { kind: 'password-changed', language, to: address, facts, life: null };
  }
}
