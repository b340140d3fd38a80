import {
  Body,
  Controller,
  Header,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAdministration } from '../../accounts/account-administration.js';
import { AccountPasswords } from '../../accounts/account-passwords.js';
import { AccountStatus } from '../../accounts/account-status.js';
import { actingOrigin } from '../auth/privilege.guard.js';
import { validated } from '../requests/body.js';
import { ROUTES } from '../requests/routes.js';
import { PasswordBody, RolesBody } from './account-bodies.js';
import { type AccountItem, tagged } from './account-item.js';
import { AdministratorGuard } from './administrator.guard.js';

/** Who may do what with an account, and by which password. */
@Controller()
@UseGuards(AdministratorGuard)
export class AccountAccessController {
  constructor(
    private readonly administration: AccountAdministration,
    private readonly passwords: AccountPasswords,
    private readonly status: AccountStatus,
  ) {}

  @Post(ROUTES.userRoles)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async changeRoles(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<AccountItem> {
    const { add, remove } = validated(RolesBody, body);
    const change = { add: add ?? [], remove: remove ?? [] };
    return tagged(reply, await this.administration.changeRoles(id, change, actingOrigin(request)));
  }

  @Put(ROUTES.userPassword)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async setPassword(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<AccountItem> {
    const { password } = validated(PasswordBody, body);
    return tagged(reply, await this.passwords.set(id, password, actingOrigin(request)));
  }

  @Post(ROUTES.userPasswordRequirement)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async requirePassword(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<AccountItem> {
    return tagged(reply, await this.passwords.requireNew(id, actingOrigin(request)));
  }

  @Post(ROUTES.userUnlocking)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async unlock(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<AccountItem> {
    return tagged(reply, await this.administration.unlock(id, actingOrigin(request)));
  }

  @Post(ROUTES.userDisabling)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async disable(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<AccountItem> {
    const { user } = await this.status.disable(id, actingOrigin(request));
    return tagged(reply, user);
  }

  @Post(ROUTES.userEnabling)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async enable(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<AccountItem> {
    return tagged(reply, await this.status.enable(id, actingOrigin(request)));
  }
}
