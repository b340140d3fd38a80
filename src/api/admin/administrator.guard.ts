import { Injectable } from '@nestjs/common';
import { ADMINISTRATOR } from '../../users/roles.js';
import { type Privilege, PrivilegeGuard } from '../auth/privilege.guard.js';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Lets in administrators, and services with the scope that the method needs. */
@Injectable()
export class AdministratorGuard extends PrivilegeGuard {
  protected neededFor(method: string): Privilege {
    const scope = SAFE.has(method) ? 'users:read' : 'users:write';
    return { roles: [ADMINISTRATOR], scope };
  }
}
