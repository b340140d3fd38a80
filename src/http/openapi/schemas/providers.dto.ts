import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TimestampProperty } from './properties.js';
import type { AuthorizationBody } from '../../identity-providers/authorization-body.js';
import type { ListedIdentity } from '../../identity-providers/identities.controller.js';
import type {
  Authorization,
  ListedProvider,
} from '../../identity-providers/providers.controller.js';
import { EXAMPLE_IDENTITY_ID, NEW_USER } from '../example-values.js';

export abstract class Provider implements ListedProvider {
  @ApiProperty({ description: 'For requests', example: 'google' })
  abstract readonly name: string;

  @ApiProperty({ description: 'For people', example: 'Google' })
  abstract readonly label: string;
}

export abstract class ProvidersAnswer {
  @ApiProperty({ type: [Provider] })
  abstract readonly providers: readonly Provider[];
}

export abstract class AuthorizationRequest implements AuthorizationBody {
  @ApiPropertyOptional({
    description: 'One of those registered for the provider; may be left out where there is one',
    maxLength: 2048,
    example: 'https://your.app.com/callback',
  })
  abstract readonly redirectUri?: string;
}

export abstract class AuthorizationAnswer implements Authorization {
  @ApiProperty({
    format: 'uri',
    description: 'Where the browser goes',
    example: 'https://accounts.google.com/o/oauth2/v2/auth?client_id=a-client',
  })
  abstract readonly authorizationUrl: string;

  @ApiProperty({ description: 'Comes back with the code; good for 10 minutes, once' })
  abstract readonly state: string;
}

export abstract class IdentityAnswer implements ListedIdentity {
  @ApiProperty({ example: EXAMPLE_IDENTITY_ID })
  abstract readonly id: string;

  @ApiProperty({ example: 'google' })
  abstract readonly provider: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'As the provider last told it',
    example: NEW_USER.email,
  })
  abstract readonly email: string | null;

  @TimestampProperty()
  abstract readonly linkedAt: string;

  @TimestampProperty()
  abstract readonly lastUsedAt: string;
}

export abstract class IdentitiesAnswer {
  @ApiProperty({ type: [IdentityAnswer] })
  abstract readonly identities: readonly IdentityAnswer[];
}
