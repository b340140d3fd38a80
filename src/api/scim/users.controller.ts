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
  Put,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountDeletion } from '../../accounts/account-deletion.js';
import { AccountProvisioning } from '../../accounts/account-provisioning.js';
import { ProvisionedAccounts } from '../../accounts/provisioned-accounts.js';
import type { Profile, ProvisionedAccount } from '../../accounts/provisioned-profile.js';
import { AppConfig } from '../../config/app-config.js';
import { SCIM_TYPE } from '../faults/scim-faults.js';
import { ROUTES } from '../requests/routes.js';
import { patchOf } from './patch-body.js';
import { provisionerOf, provisioningOrigin, ScimGuard } from './scim.guard.js';
import { newUser, replacedUser } from './user-body.js';
import { userQuery } from './user-query.js';
import { listResponse, locationOf, userResource, versionOf } from './user-resource.js';
import { assertVersion, versionsIn } from './version.js';

/** Users, as Entra ID and Okta provision them (RFC 7644 §3). */
@Controller()
@UseGuards(ScimGuard)
export class ScimUsersController {
  private readonly base: string;

  constructor(
    private readonly accounts: ProvisionedAccounts,
    private readonly provisioning: AccountProvisioning,
    private readonly deletion: AccountDeletion,
    { tokens: { issuer } }: AppConfig,
  ) {
    this.base = issuer.replace(/\/$/, '');
  }

  @Get(ROUTES.scimUsers)
  @Header('content-type', SCIM_TYPE)
  @Header('cache-control', 'no-store')
  async list(
    @Req() request: FastifyRequest,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<object> {
    const { key, startIndex, count } = userQuery(query);
    const clientId = provisionerOf(request);
    if (key === null) {
      const { accounts, total } = await this.accounts.page(clientId, startIndex - 1, count);
      return listResponse(
        accounts.map((each) => this.resource(each)),
        { total, startIndex },
      );
    }
    const found = await this.accounts.find(clientId, key);
    const resources = found === null ? [] : [this.resource(found)];
    const page = resources.slice(startIndex - 1, startIndex - 1 + count);
    return listResponse(page, { total: resources.length, startIndex });
  }

  @Post(ROUTES.scimUsers)
  @HttpCode(201)
  @Header('content-type', SCIM_TYPE)
  @Header('cache-control', 'no-store')
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<object> {
    const origin = provisioningOrigin(request);
    const account = await this.provisioning.create(provisionerOf(request), newUser(body), origin);
    void reply.header('location', locationOf(this.base, account));
    return this.tagged(reply, account);
  }

  @Get(ROUTES.scimUser)
  @Header('content-type', SCIM_TYPE)
  @Header('cache-control', 'no-store')
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<object> {
    return this.tagged(reply, await this.accounts.byId(provisionerOf(request), id));
  }

  @Put(ROUTES.scimUser)
  @Header('content-type', SCIM_TYPE)
  @Header('cache-control', 'no-store')
  async replace(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object> {
    return this.change(request, reply, id, (before) => replacedUser(before, body));
  }

  @Patch(ROUTES.scimUser)
  @Header('content-type', SCIM_TYPE)
  @Header('cache-control', 'no-store')
  async patch(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object> {
    return this.change(request, reply, id, patchOf(body));
  }

  @Delete(ROUTES.scimUser)
  @HttpCode(204)
  async remove(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const { user } = await this.accounts.byId(provisionerOf(request), id);
    assertVersion(user.version, versionsIn(ifMatch));
    await this.deletion.delete(id, provisioningOrigin(request));
  }

  private async change(
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
    edit: (profile: Profile) => Profile,
  ): Promise<object> {
    const clientId = provisionerOf(request);
    const ifVersion = versionsIn(request.headers['if-match']);
    const origin = provisioningOrigin(request);
    const changed = await this.provisioning.change({ clientId, userId, ifVersion, edit }, origin);
    return this.tagged(reply, changed);
  }

  private tagged(reply: FastifyReply, account: ProvisionedAccount): object {
    void reply.header('etag', versionOf(account));
    return this.resource(account);
  }

  private resource(account: ProvisionedAccount): object {
    return userResource(this.base, account);
  }
}
