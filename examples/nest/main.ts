import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { UserClaims } from '@portcullis/verifier';
import {
  CurrentUser,
  PortcullisGuard,
  PortcullisModule,
  Public,
  Roles,
} from '@portcullis/verifier/nest';

const { ISSUER = '', AUDIENCE = '', CLIENT_ID = '', CLIENT_SECRET = '', PORT = '0' } = process.env;

interface Me {
  readonly sub: string;
}

@Controller()
class MeController {
  @Public()
  @Get('public')
  hello(): { readonly hello: string } {
    return { hello: 'all' };
  }

  @Get('me')
  me(@CurrentUser() { sub }: UserClaims): Me {
    return { sub };
  }

  @Roles('admin')
  @Get('admin')
  admin(@CurrentUser() { sub }: UserClaims): Me {
    return { sub };
  }
}

@Module({
  imports: [
    PortcullisModule.forRoot({
      issuer: ISSUER,
      audience: AUDIENCE,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
    }),
  ],
  controllers: [MeController],
  providers: [{ provide: APP_GUARD, useExisting: PortcullisGuard }],
})
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error'] });
  const server = (await app.listen(PORT)) as { address(): AddressInfo };
  console.log(`listening on ${server.address().port}`);
}

void main();
