import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { PagesController } from './pages.controller.js';

/** Pages for people, unless the operator has their own. */
@Module({})
export class PagesApiModule {
  static of({ server: { pages } }: AppConfig): DynamicModule {
    return { module: PagesApiModule, controllers: pages ? [PagesController] : [] };
  }
}
