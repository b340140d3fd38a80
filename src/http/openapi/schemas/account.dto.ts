import { ApiProperty } from '@nestjs/swagger';
import {
  DisplayNameProperty,
  EmailProperty,
  RolesProperty,
  UsernameProperty,
} from './properties.js';
import type { Account } from '../../auth/me.controller.js';
import { NEW_USER_ID } from '../example-values.js';

export abstract class AccountAnswer implements Account {
  @ApiProperty({ description: 'Never changes', example: NEW_USER_ID })
  abstract readonly uid: string;

  @UsernameProperty()
  abstract readonly username: string;

  @EmailProperty()
  abstract readonly email: string | null;

  @DisplayNameProperty()
  abstract readonly displayName: string;

  @RolesProperty()
  abstract readonly roles: readonly string[];
}
