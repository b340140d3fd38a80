import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CliModule } from './cli.module.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { loadConfig } from '../config/load-config.js';

/** Runs with the core of the server, without its port. */
export async function withCore<T>(
  use: (core: INestApplicationContext, by: EventOrigin) => Promise<T>,
): Promise<T> {
  const core = await NestFactory.createApplicationContext(CliModule.of(loadConfig()), {
    abortOnError: false,
  });
  try {
    return await use(core, { requestId: randomUUID(), address: 'command line', userAgent: null });
  } finally {
    await core.close();
  }
}
