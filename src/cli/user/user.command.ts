import type { Command } from 'commander';
import { addUserAccess } from './access.command.js';
import { addUserCreate } from './create.command.js';
import { addUserFactors } from './factors.command.js';
import { addUserReading } from './read.command.js';
import { addUserRoles } from './roles.command.js';
import { addUserStatus } from './status.command.js';

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('accounts');
  addUserCreate(user);
  addUserReading(user);
  addUserStatus(user);
  addUserRoles(user);
  addUserAccess(user);
  addUserFactors(user);
}
