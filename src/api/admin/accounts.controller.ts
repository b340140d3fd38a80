import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAdministration } from '../../accounts/account-administration.js';
import { AccountDeletion } from '../../accounts/account-deletion.js';
import { AccountSearch } from '../../accounts/account-search.js';
import { optionalText, validated } from '../requests/body.js';
import { ROUTES } from '../requests/routes.js';
import { CreationBody, UpdateBody } from './account-bodies.js';
import { type AccountItem, accountItem, tagged, versionsIn } from './account-item.js';
import { accountSearchIn, cursorOf } from './account-query.js';
import { actingOrigin } from '../auth/privilege.guard.js';
import { AdministratorGuard } from './administrator.guard.js';

export interface AccountItems {
  readonly users: readonly AccountItem[];
  readonly nextCursor: string | null;
}

/** The accounts, in the hands of administrators. */
@Controller()
@UseGuards(AdministratorGuard)
export class AccountsController {
  constructor(
    private readonly search: AccountSearch,
    private readonly administration: AccountAdministration,
    private readonly deletion: AccountDeletion,
  ) {}

  @Get(ROUTES.users)
  @Header('cache-control', 'no-store')
  async list(@Query() query: Readonly<Record<string, unknown>>): Promise<AccountItems> {
    const { users, next } = await this.search.search(accountSearchIn(query));
    return { users: users.map(accountItem), nextCursor: cursorOf(next) };
  }

  @Post(ROUTES.users)
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<AccountItem> {
    const { username, email, displayName, password, roles } = validated(CreationBody, body);
    const account = {
      username,
      email: optionalText(email) ?? null,
      displayName: optionalText(displayName),
      password: optionalText(password),
      roles: roles ?? undefined,
    };
    const user = await this.administration.create(account, actingOrigin(request));
    void reply.header('location', `${ROUTES.users}/${user.id}`);
    return tagged(reply, user);
  }

  @Get(ROUTES.user)
  @Header('cache-control', 'no-store')
  async read(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<AccountItem> {
    return tagged(reply, await this.search.byId(id));
  }

  @Patch(ROUTES.user)
  @Header('cache-control', 'no-store')
  async update(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<AccountItem> {
    const { email, displayName } = validated(UpdateBody, body);
    const change = { email: optionalText(email), displayName: optionalText(displayName) };
    const versions = versionsIn(ifMatch);
    const by = actingOrigin(request);
    return tagged(reply, await this.administration.update(id, versions, change, by));
  }

  @Delete(ROUTES.user)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  delete(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    return this.deletion.delete(id, actingOrigin(request));
  }
}
