import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';
import { readBuiltPages } from './built-pages.js';
import { assetHeaders, SHELL_HEADERS } from './page-headers.js';
import { ASSET_PATH, PAGE_PATHS } from './page-paths.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

/** The pages for people; whatever they do, they do by the routes of the API. */
@Controller()
export class PagesController {
  private readonly shell: string;
  private readonly assets;

  constructor({ tokens: { issuer }, mail: { mailSenderName } }: AppConfig) {
    const { shell, assets } = readBuiltPages();
    // Where a proxy serves this below a path, browsers need that path.
    const base = new URL(issuer).pathname.replace(/\/$/, '');
    this.shell = shell
      .replaceAll('{base}', () => escaped(base))
      .replaceAll('{service}', () => escaped(mailSenderName));
    this.assets = assets;
  }

  @Get([...PAGE_PATHS])
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(SHELL_HEADERS);
    return this.shell;
  }

  @Get(ASSET_PATH)
  asset(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const found = this.assets.get(file);
    if (found === undefined) throw AuthError.of('NOT_FOUND');
    void reply.headers(assetHeaders(found.contentType));
    return found.content;
  }
}
