import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig, SETTINGS } from '../../src/config/read-config.js';

const EXAMPLE = readFileSync(join(__dirname, '../../.env.example'), 'utf8');

const uncommented = EXAMPLE.replaceAll(/^#(?=[A-Z])/gm, '');

describe('.env.example', () => {
  it('names every setting once, and no other', () => {
    const named = Array.from(uncommented.matchAll(/^([A-Z_]+)=/gm), ([, name]) => name);
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);
    expect(named.sort()).toEqual(variables.sort());
  });

  it('changes nothing when copied as it is', () => {
    expect(parseEnv(EXAMPLE)).toEqual({});
  });

  it('shows the defaults', () => {
    expect(readConfig(parseEnv(uncommented))).toEqual(readConfig({}));
  });
});
