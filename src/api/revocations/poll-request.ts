import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { validated } from '../requests/body.js';

export const MOST_EVENTS = 1000;
/** Acknowledgements in one request: the size of a body allows no more. */
const MOST_ACKNOWLEDGED = 1000;

/** What a receiver of events sends (RFC 8936 §2.2). */
export class PollBody {
  @IsInt({ message: 'MaxEvents must be a whole number.' })
  @Min(0, { message: 'MaxEvents must not be negative.' })
  @Max(MOST_EVENTS, { message: `MaxEvents must be at most ${MOST_EVENTS}.` })
  readonly maxEvents: number = 100;

  @IsBoolean({ message: 'ReturnImmediately must be true or false.' })
  readonly returnImmediately: boolean = false;

  @IsArray({ message: 'Ack must be a list.' })
  @ArrayMaxSize(MOST_ACKNOWLEDGED, { message: `Ack must have at most ${MOST_ACKNOWLEDGED} ids.` })
  @IsString({ each: true, message: 'Ack must be a list of ids of events.' })
  readonly ack: readonly string[] = [];

  /** What the receiver cannot use, by `jti`: it is not delivered again either. */
  @IsObject({ message: 'SetErrs must be an object.' })
  readonly setErrs: Readonly<Record<string, unknown>> = {};
}

/** @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED */
export const pollBody = (body: unknown): PollBody => validated(PollBody, body);
