import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Secrets } from '../tokens/secrets/secrets.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { AccountRows } from './account-rows.js';
import { AdministratorEntity, FenceEntity, RetiredNameEntity } from './administrator.entity.js';
import { Administrators } from './administrators.js';
import { ProvisionedUserEntity } from './provisioned-user.entity.js';
import { ProvisionedUsers } from './provisioned-users.js';
import { RetiredNames } from './retired-names.js';
import { TypeOrmAccountRows } from './typeorm-account-rows.js';
import { TypeOrmAdministrators } from './typeorm-administrators.js';
import { TypeOrmProvisionedUsers } from './typeorm-provisioned-users.js';
import { TypeOrmUserDirectory } from './typeorm-user-directory.js';
import { TypeOrmUsers } from './typeorm-users.js';
import { UserDirectory } from './user-directory.js';
import { UserEntity } from './user.entity.js';
import { Users } from './users.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      UserEntity,
      AdministratorEntity,
      FenceEntity,
      RetiredNameEntity,
      ProvisionedUserEntity,
    ]),
    TokensModule,
  ],
  providers: [
    { provide: Users, useClass: TypeOrmUsers },
    { provide: AccountRows, useClass: TypeOrmAccountRows },
    { provide: UserDirectory, useClass: TypeOrmUserDirectory },
    { provide: ProvisionedUsers, useClass: TypeOrmProvisionedUsers },
    { provide: Administrators, useClass: TypeOrmAdministrators },
    {
      provide: RetiredNames,
      useFactory: (secrets: Secrets) => new RetiredNames(secrets.deriveAll('users: retired names')),
      inject: [Secrets],
    },
  ],
  exports: [AccountRows, Administrators, ProvisionedUsers, UserDirectory, Users],
})
export class UsersModule {}
