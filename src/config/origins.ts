import { ValidateBy } from 'class-validator';

/**
 * Scheme, host and port as browsers send them in `Origin` (RFC 6454 §6.2). Applications in a web
 * view have schemes of their own: `capacitor://localhost`, `tauri://localhost`.
 */
const ORIGIN =
  /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9._-]+(:\d{1,5})?$|^https?:\/\/\[[0-9a-f:.]+\](:\d{1,5})?$/;

export const IsOrigins = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOrigins',
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.every((each: unknown) => typeof each === 'string' && ORIGIN.test(each)),
      defaultMessage: () =>
        '$property must list origins in lower case, without path or *, such as https://app.example.com or capacitor://localhost',
    },
  });
