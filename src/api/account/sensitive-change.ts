import { SetMetadata } from '@nestjs/common';

export const SENSITIVE_CHANGE = 'sensitive change';

/**
 * Marks the routes by which a signed-in person changes what the account is known by. Each asks for
 * the password; a guard that asks for more finds them by the mark.
 */
export const SensitiveChange = (): MethodDecorator => SetMetadata(SENSITIVE_CHANGE, true);
