import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ContractRegistry } from '../contracts/contract-registry.js';

/** Hands a login to the guard of the contract that it is spoken in. */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly modules: ModuleRef,
  ) {}

  canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { guard } = this.contracts.of(request);
    return this.modules.get(guard, { strict: false }).canActivate(context);
  }
}
