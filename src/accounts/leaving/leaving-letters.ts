import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Letter } from '../../mail/letter.js';
import { LetterWriters } from '../../mail/letter-writers.js';
import type { QueuedMail } from '../../mail/outbox/queued-mail.js';
import { type User, Users } from '../../users/users.js';

type LeavingMail = 'account-closing' | 'account-kept' | 'account-deleted';

function letterOf(
  { language }: QueuedMail,
  kind: LeavingMail,
  to: string,
  { username, displayName: name }: Pick<User, 'username' | 'displayName'>,
  life: number | null,
): Letter {
  const facts = { name, username, address: to, link: '', code: '' };
  return { kind, language, to, facts, life };
}

/** Writes the mail that tells an owner what becomes of the account. */
@Injectable()
export class LeavingLetters implements OnModuleInit {
  constructor(
    private readonly writers: LetterWriters,
    private readonly users: Users,
  ) {}

  onModuleInit(): void {
    this.writers.add('account-closing', (mail) => this.closing(mail));
    this.writers.add('account-kept', (mail) => this.kept(mail));
    this.writers.add('account-deleted', (mail) => Promise.resolve(deleted(mail)));
  }

  private async closing(mail: QueuedMail): Promise<Letter | null> {
    const user = await this.owner(mail);
    const email = user?.email ?? null;
    if (user === null || email === null || user.deletionAt === null) return null;
    const life = Math.round((user.deletionAt - mail.queuedAt) / 1000);
    return letterOf(mail, 'account-closing', email, user, life);
  }

  private async kept(mail: QueuedMail): Promise<Letter | null> {
    const user = await this.owner(mail);
    const email = user?.email ?? null;
    return user === null || email === null
      ? null
      : letterOf(mail, 'account-kept', email, user, null);
  }

  private async owner({ userId }: QueuedMail): Promise<User | null> {
    return userId === null ? null : this.users.findById(userId);
  }
}

/** All that it says was put into the queue: the account is gone. */
function deleted(mail: QueuedMail): Letter | null {
  const { address, matter } = mail;
  if (address === null) return null;
  const { username = '', displayName = username } = matter;
  return letterOf(mail, 'account-deleted', address, { username, displayName }, null);
}
