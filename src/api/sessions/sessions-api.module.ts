import { Module } from '@nestjs/common';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { SessionsController } from './sessions.controller.js';

/** The sessions of an account, for its owner. */
@Module({ imports: [SessionsModule], controllers: [SessionsController] })
export class SessionsApiModule {}
