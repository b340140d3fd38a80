import { IsOptional, ValidateBy } from 'class-validator';

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/** A fault names the variable and never the value, which may hold a password. */
const IsProxy = (): PropertyDecorator =>
  ValidateBy({
    name: 'isProxy',
    validator: {
      validate: (value) =>
        typeof value === 'string' && URL.canParse(value) && SCHEMES.has(new URL(value).protocol),
      defaultMessage: () =>
        '$property must be http://<host>:<port>, with <user>:<password>@ if needed',
    },
  });

/** How requests leave this network, as other programs read it from the same variables. */
export class ProxySettings {
  /** For https addresses. */
  @IsOptional()
  @IsProxy()
  readonly httpsProxy: string | null = null;

  /** For http addresses. */
  @IsOptional()
  @IsProxy()
  readonly httpProxy: string | null = null;

  /** Hosts that are asked directly, such as `.example.com,10.0.0.1:8080`. */
  readonly noProxy: string = '';
}
