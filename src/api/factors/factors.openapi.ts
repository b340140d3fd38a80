import type { OperationObject } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { EXAMPLE_FACTOR_ID } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import {
  documentedPath,
  type DocumentedOperation,
  type Examples,
  JSON_TYPE,
  jsonBody,
  media,
  pathParameter,
  type Schema,
} from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import * as schemas from './factor-schemas.openapi.js';

const { EXAMPLES } = schemas;

const answer = (description: string, schema: Schema, examples: Examples) => ({
  description,
  headers: tokenHeaders(),
  content: { [JSON_TYPE]: media(schema, examples) },
});

const refusals = (path: string, ...cases: readonly faults.FaultCase[]) =>
  faultResponses(path.replace(':id', EXAMPLE_FACTOR_ID), { [JSON_TYPE]: STANDARD }, [
    ...cases,
    faults.badToken,
    ...SERVER,
  ]);

const tagged = (operation: Omit<OperationObject, 'tags'>): OperationObject => ({
  tags: [TAGS.factors.name],
  ...operation,
});

const factorId = [
  pathParameter('id', 'As listed; no account has the one of the example', EXAMPLE_FACTOR_ID),
];

/** A fixed path below the one with the id is served under its methods too. */
const POSTED = faults.wrongMethod('PATCH', 'POST', 'DELETE');

const list: DocumentedOperation = {
  method: 'get',
  path: ROUTES.factors,
  operation: tagged({
    operationId: 'factors',
    summary: 'The second factors of the bearer',
    security: byBearer,
    responses: {
      200: answer('Every factor', schemas.FactorsAnswer, EXAMPLES.factors),
      ...refusals(ROUTES.factors, faults.wrongMethod('GET', 'HEAD')),
    },
  }),
};

const begin: DocumentedOperation = {
  method: 'post',
  path: ROUTES.totpEnrolment,
  operation: tagged({
    operationId: 'enrolTotp',
    summary: 'Begin the enrolment of an authenticator app',
    description:
      'The secret is told this once. It counts once a code was confirmed, within ten minutes.',
    security: [...byBearer, {}],
    requestBody: jsonBody(schemas.TotpEnrolmentRequest, EXAMPLES.begin),
    responses: {
      201: answer('To be shown to the app', schemas.TotpEnrolmentAnswer, EXAMPLES.begun),
      ...refusals(
        ROUTES.totpEnrolment,
        factorCases.tooManyFactors,
        factorCases.staleProof,
        factorCases.badFactor,
        factorCases.factorsOff,
        faults.tooManyRequests,
        POSTED,
        ...JSON_BODY,
      ),
    },
  }),
};

const confirm: DocumentedOperation = {
  method: 'post',
  path: ROUTES.totpConfirmation,
  operation: tagged({
    operationId: 'confirmTotp',
    summary: 'Complete the enrolment by a code of the app',
    description: 'The code is used up with it. With the first factor come ten recovery codes.',
    security: byBearer,
    requestBody: jsonBody(schemas.TotpConfirmationRequest, EXAMPLES.confirm),
    responses: {
      200: answer('The factor counts', schemas.EnrolledFactorAnswer, EXAMPLES.confirmed),
      ...refusals(
        ROUTES.totpConfirmation,
        factorCases.missingFactorCode,
        factorCases.staleProof,
        factorCases.badFactor,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
      ),
    },
  }),
};

const rename: DocumentedOperation = {
  method: 'patch',
  path: documentedPath(ROUTES.factor),
  operation: tagged({
    operationId: 'renameFactor',
    summary: 'Give a factor another name',
    security: byBearer,
    parameters: factorId,
    requestBody: jsonBody(schemas.FactorNameRequest, EXAMPLES.name),
    responses: {
      200: answer('The factor', schemas.FactorAnswer, EXAMPLES.factor),
      ...refusals(
        ROUTES.factor,
        factorCases.missingName,
        factorCases.staleProof,
        factorCases.noSuchFactor,
        faults.wrongMethod('PATCH', 'DELETE'),
        ...JSON_BODY,
      ),
    },
  }),
};

const remove: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.factor),
  operation: tagged({
    operationId: 'removeFactor',
    summary: 'Remove a factor',
    description: 'With the last one go the recovery codes.',
    security: byBearer,
    parameters: factorId,
    responses: {
      204: { description: 'It counts no more', headers: tokenHeaders() },
      ...refusals(
        ROUTES.factor,
        factorCases.lastFactor,
        factorCases.staleProof,
        factorCases.noSuchFactor,
        faults.wrongMethod('PATCH', 'DELETE'),
        ...JSON_BODY,
      ),
    },
  }),
};

const renewCodes: DocumentedOperation = {
  method: 'post',
  path: ROUTES.recoveryCodes,
  operation: tagged({
    operationId: 'renewRecoveryCodes',
    summary: 'Ten new recovery codes in place of the old ones',
    security: byBearer,
    responses: {
      200: answer('Told this once', schemas.RecoveryCodesAnswer, EXAMPLES.codes),
      ...refusals(
        ROUTES.recoveryCodes,
        factorCases.staleProof,
        factorCases.noFactor,
        POSTED,
        ...JSON_BODY,
      ),
    },
  }),
};

export const factors: DocumentedController = {
  schemas: [
    schemas.FactorsAnswer,
    schemas.FactorAnswer,
    schemas.TotpEnrolmentRequest,
    schemas.TotpEnrolmentAnswer,
    schemas.TotpConfirmationRequest,
    schemas.EnrolledFactorAnswer,
    schemas.FactorNameRequest,
    schemas.RecoveryCodesAnswer,
  ],
  operations: () => [list, begin, confirm, rename, remove, renewCodes],
};
