import {
  type DynamicModule,
  type FactoryProvider,
  Module,
  type ModuleMetadata,
  type Provider,
} from '@nestjs/common';
import { createVerifier } from '../verifier/create-verifier.js';
import type { VerifierOptions } from '../verifier/options.js';
import { PortcullisGuard } from './portcullis.guard.js';
import { VerifierLifecycle } from './verifier-lifecycle.js';
import { VERIFIER } from './verifier-token.js';

const OPTIONS = '@portcullis/verifier:options';

/** As Nest's own modules take options that are known only later. */
export interface PortcullisAsyncOptions {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly inject?: NonNullable<FactoryProvider['inject']>;
  readonly useFactory: FactoryProvider<VerifierOptions>['useFactory'];
}

/** Provides `PortcullisGuard` and the `Verifier` to the whole application. */
@Module({})
export class PortcullisModule {
  static forRoot(options: VerifierOptions): DynamicModule {
    return PortcullisModule.of({ provide: OPTIONS, useValue: options });
  }

  static forRootAsync({ imports = [], ...factory }: PortcullisAsyncOptions): DynamicModule {
    return { ...PortcullisModule.of({ provide: OPTIONS, ...factory }), imports };
  }

  private static of(options: Provider<VerifierOptions>): DynamicModule {
    const verifier = { provide: VERIFIER, inject: [OPTIONS], useFactory: createVerifier };
    return {
      module: PortcullisModule,
      global: true,
      providers: [options, verifier, VerifierLifecycle, PortcullisGuard],
      exports: [VERIFIER, PortcullisGuard],
    };
  }
}
