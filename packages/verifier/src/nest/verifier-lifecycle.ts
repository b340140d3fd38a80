import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Verifier } from '../verifier/verifier.js';
import { VERIFIER } from './verifier-token.js';

/** Begins and ends with the application. */
@Injectable()
export class VerifierLifecycle implements OnModuleInit, OnModuleDestroy {
  constructor(@Inject(VERIFIER) private readonly verifier: Verifier) {}

  /** A service may start while the server is away; it answers 503 until that is back. */
  async onModuleInit(): Promise<void> {
    await this.verifier.ready().catch(() => undefined);
  }

  onModuleDestroy(): void {
    this.verifier.close();
  }
}
