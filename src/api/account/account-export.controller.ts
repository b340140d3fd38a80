import { Controller, Get, Header, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OwnDataExport } from '../../accounts/leaving/own-data.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import {
  freshBearerOf,
  RequiresFreshAuthentication,
} from '../step-up/fresh-authentication.guard.js';
import { accountExport } from './account-export.js';

/** All that is stored of the bearer. */
@Controller()
export class AccountExportController {
  constructor(private readonly own: OwnDataExport) {}

  @Get(ROUTES.ownExport)
  @Header('cache-control', 'no-store')
  @RequiresFreshAuthentication()
  async export(@Req() request: FastifyRequest): Promise<StreamableFile> {
    const { user } = freshBearerOf(request);
    const data = await this.own.of(user, eventOrigin(request));
    return new StreamableFile(accountExport(data), {
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="account.json"',
    });
  }
}
