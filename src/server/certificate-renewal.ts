import { unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import { Logger } from '@nestjs/common';
import { otherServers } from './other-servers.js';
import { readTlsFiles, type TlsFiles } from './tls-files.js';
import { TLS } from './http-adapter.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';

/** Milliseconds between two looks at the files; a renewal is due weeks before the old one ends. */
const LOOK_EVERY = 5000;

const same = (one: TlsFiles, other: TlsFiles): boolean =>
  one.cert.equals(other.cert) && one.key.equals(other.key);

/**
 * Serves a renewed certificate without a restart: new connections get it, those that are open go
 * on. While the two files do not belong together, as in the middle of a renewal, the old ones stay.
 */
export class CertificateRenewal {
  private readonly log = new Logger('Certificate');
  private said: string | undefined;

  private constructor(
    private readonly config: AppConfig,
    private readonly servers: () => readonly Server[],
    private served: TlsFiles,
  ) {}

  /** Null where this server does not speak TLS itself. */
  static of(config: AppConfig, servers: () => readonly Server[]): CertificateRenewal | null {
    const files = readTlsFiles(config);
    return files === null ? null : new CertificateRenewal(config, servers, files);
  }

  /** Looks at the files now and then; the function that ends it. */
  watch(): () => void {
    const { tlsCertFile, tlsKeyFile } = this.config.server;
    const files = [tlsCertFile, tlsKeyFile].filter((file) => file !== null);
    const renew = (): void => {
      this.renew();
    };
    // By its path: certbot and Kubernetes change where a link leads, which no event tells.
    for (const file of files) watchFile(file, { interval: LOOK_EVERY, persistent: false }, renew);
    return () => {
      for (const file of files) unwatchFile(file, renew);
    };
  }

  renew(): void {
    try {
      const files = readTlsFiles(this.config);
      if (files === null || same(files, this.served)) return;
      for (const server of this.servers()) {
        if (server instanceof TlsServer) server.setSecureContext({ ...TLS, ...files });
      }
      this.served = files;
      this.said = undefined;
      this.log.log('A renewed certificate is served from now on');
    } catch (error) {
      this.tell(error instanceof ConfigurationError ? error.faults.join(', ') : String(error));
    }
  }

  private tell(fault: string): void {
    if (fault === this.said) return;
    this.said = fault;
    this.log.warn(`The old certificate stays: ${fault}`);
  }
}

/**
 * Watches the certificate, and reads it again at once on SIGHUP, which never ends the server. Other
 * settings take a restart.
 */
export function renewCertificate(app: NestFastifyApplication, config: AppConfig): void {
  const log = new Logger('Reload');
  const instance = app.getHttpAdapter().getInstance();
  const { server } = instance;
  const renewal = CertificateRenewal.of(config, () => [server, ...otherServers(instance)]);
  const unwatch = renewal?.watch();
  process.on('SIGHUP', () => {
    log.log('SIGHUP: the certificate is read again; other settings take a restart');
    renewal?.renew();
  });
  server.once('close', () => unwatch?.());
}
