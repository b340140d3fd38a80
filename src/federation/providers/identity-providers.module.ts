import { Module } from '@nestjs/common';
import { IdentityProviders } from './identity-providers.js';

@Module({ providers: [IdentityProviders], exports: [IdentityProviders] })
export class IdentityProvidersModule {}
