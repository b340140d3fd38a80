import { Module } from '@nestjs/common';
import type { Contract } from './contract.js';
import { ContractRegistry } from './contract-registry.js';
import { REGISTERED_CONTRACTS } from './registered-contracts.js';

@Module({
  providers: [
    ...REGISTERED_CONTRACTS,
    {
      provide: ContractRegistry,
      useFactory: (...contracts: Contract[]) => new ContractRegistry(contracts),
      inject: [...REGISTERED_CONTRACTS],
    },
  ],
  exports: [ContractRegistry],
})
export class ContractsModule {}
