import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_EVENT_TYPES } from '../../src/audit/search/audit-outcome.js';

const PAGE = readFileSync(join(__dirname, '../../docs/webhooks.md'), 'utf8');

describe('the page on webhooks', () => {
  it('lists every kind of event, and no other', () => {
    const [line = ''] = /^`.*$/m.exec(PAGE.slice(PAGE.indexOf('\n## Kinds\n'))) ?? [];
    const listed = Array.from(line.matchAll(/`([a-z-]+)`/g), ([, kind]) => kind);
    expect(listed).toEqual(AUDIT_EVENT_TYPES);
  });
});
