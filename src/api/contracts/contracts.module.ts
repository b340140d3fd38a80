import { type Type, Module } from '@nestjs/common';
import { BearerCookie } from './bearer-cookie/bearer-cookie.contract.js';
import { CombinedLogin } from './combined-login/combined-login.contract.js';
import type { Contract } from './contract.js';
import { EnvelopeContract } from './envelope/envelope.contract.js';
import { External } from './external/external.contract.js';
import { SuccessFlag } from './success-flag/success-flag.contract.js';
import { TokenPair } from './token-pair/token-pair.contract.js';
import { CookiesModule } from '../cookies/cookies.module.js';
import { RouteCatalog } from '../faults/route-catalog.js';
import { FaultFilter } from './fault.filter.js';
import { PresenterInterceptor } from './presenter.interceptor.js';
import { ContractRegistry } from './contract-registry.js';

/** Every contract that is served; the first that accepts a request answers it. */
export const REGISTERED_CONTRACTS: readonly Type<Contract>[] = [
  External,
  TokenPair,
  BearerCookie,
  EnvelopeContract,
  CombinedLogin,
  SuccessFlag,
];

@Module({
  imports: [CookiesModule],
  providers: [
    ...REGISTERED_CONTRACTS,
    {
      provide: ContractRegistry,
      useFactory: (...contracts: Contract[]) => new ContractRegistry(contracts),
      inject: [...REGISTERED_CONTRACTS],
    },
    FaultFilter,
    PresenterInterceptor,
    RouteCatalog,
  ],
  exports: [ContractRegistry, CookiesModule, FaultFilter, PresenterInterceptor, RouteCatalog],
})
export class ContractsModule {}
