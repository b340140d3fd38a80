import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { ExportedEvent, ExportedSession } from './account-export-history.openapi.js';
import * as schemas from './account-export-schemas.openapi.js';

const exported: DocumentedOperation = {
  method: 'get',
  path: ROUTES.ownExport,
  operation: {
    tags: [TAGS.account.name],
    operationId: 'exportOwnAccount',
    summary: 'All that is stored of the bearer',
    description:
      'One document, as a stream, less hashes and secrets. That it was exported is in the audit trail.',
    security: byBearer,
    responses: {
      200: {
        description: 'The account, its sessions and what the audit trail says of it',
        headers: tokenHeaders({ 'Content-Disposition': 'attachment; filename="account.json"' }),
        content: {
          [JSON_TYPE]: media(schemas.AccountExportAnswer, {
            one: { summary: 'A new account', value: schemas.EXAMPLE_EXPORT },
          }),
        },
      },
      ...faultResponses(ROUTES.ownExport, { [JSON_TYPE]: STANDARD }, [
        faults.badToken,
        factorCases.staleProof,
        faults.tooManyRequests,
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

export const ownExport: DocumentedController = {
  schemas: [
    schemas.AccountExportAnswer,
    schemas.ExportedAccount,
    schemas.ExportedIdentity,
    schemas.ExportedNetwork,
    schemas.ExportedDirectory,
    ExportedSession,
    ExportedEvent,
  ],
  operations: () => [exported],
};
