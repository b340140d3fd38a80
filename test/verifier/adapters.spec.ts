import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authenticate } from '../../packages/verifier/src/express/index.js';
import { end, spawnExample } from './authority/spawned-example.js';
import { useAuthority } from './authority/use-authority.js';

describe('a service that knows too little', () => {
  const stage = useAuthority();

  it('says that it is the service that cannot answer, and not the token that is wrong', async () => {
    const { authority, verifier } = stage();
    authority.feedStatus = 503;
    const middleware = authenticate(verifier());
    const service = createServer((request, response) => {
      middleware(request, response, () => response.end('reached'));
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    const { status, headers } = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { authorization: `Bearer ${authority.userToken()}` },
    });
    service.close();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('www-authenticate')).toBeNull();
  });
});

describe('@CurrentUser() of the Nest adapter', () => {
  const stage = useAuthority();

  it('turns a service away, since it is no person', async () => {
    const { authority } = stage();
    const command = ['-r', './test/run-typescript.cjs', 'examples/nest/main.ts'];
    const example = await spawnExample(authority, command);
    const { status, headers } = await fetch(`${example.origin}/me`, {
      headers: { authorization: `Bearer ${authority.serviceToken()}` },
    });
    await end(example);
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });
});
