import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { CredentialVerifier } from '../../credentials/credential-verifier.js';
import type { User } from '../../users/users.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { DeviceCookie } from '../cookies/device-cookie.js';
import { eventOrigin } from '../requests/client-address.js';

/** Passport's way to the credential verifier. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly credentials: CredentialVerifier,
    private readonly contracts: ContractRegistry,
    private readonly device: DeviceCookie,
  ) {
    super({ passReqToCallback: true, session: false });
  }

  validate(request: FastifyRequest, username: string, password: string): Promise<User> {
    const contract = this.contracts.of(request).name;
    const deviceMark = this.device.markOn(request);
    const attempt = { username, password, contract, deviceMark };
    return this.credentials.verify(attempt, eventOrigin(request));
  }
}
