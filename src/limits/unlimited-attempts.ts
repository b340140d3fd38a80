import { Injectable } from '@nestjs/common';
import type { ClientGuess } from './client-limits.js';
import { AttemptLimits } from './attempt-limits.js';
import type { FactorGuess } from './factor-limits.js';
import type { LoginAttempt } from './login-limits.js';

/** `RATE_LIMITS=off`, for load tests. */
@Injectable()
export class UnlimitedAttempts extends AttemptLimits {
  login<T>(_guess: LoginAttempt, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  factor<T>(_guess: FactorGuess, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  async loggedIn(): Promise<void> {
    return;
  }

  registration<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  start<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  mailRequest<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  mailProof<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  challenge<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  accountExport<T>(_userId: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  exchange<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  refresh<T>(_address: string, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  clientAuthentication<T>(_guess: ClientGuess, attempt: () => Promise<T>): Promise<T> {
    return attempt();
  }

  async validation<T>(_address: string, attempt: () => T): Promise<T> {
    return attempt();
  }
}
