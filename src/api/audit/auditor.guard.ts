import { Injectable } from '@nestjs/common';
import { ADMINISTRATOR, AUDITOR } from '../../users/roles.js';
import { type Privilege, PrivilegeGuard } from '../auth/privilege.guard.js';

/** Lets in auditors and administrators, and services with the scope `audit:read`. */
@Injectable()
export class AuditorGuard extends PrivilegeGuard {
  protected neededFor(): Privilege {
    return { roles: [AUDITOR, ADMINISTRATOR], scope: 'audit:read' };
  }
}
