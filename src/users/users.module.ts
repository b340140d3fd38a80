import { Module } from '@nestjs/common';
import { TypeOrmUsers } from './typeorm-users.js';
import { Users } from './users.js';

@Module({
  providers: [{ provide: Users, useClass: TypeOrmUsers }],
  exports: [Users],
})
export class UsersModule {}
