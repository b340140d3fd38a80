import fastify from 'fastify';
import { createVerifier } from '@portcullis/verifier';
import { portcullis } from '@portcullis/verifier/fastify';

const { ISSUER, AUDIENCE, CLIENT_ID, CLIENT_SECRET, PORT } = process.env;
const verifier = createVerifier({
  issuer: ISSUER,
  audience: AUDIENCE,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
});

const app = fastify();
await app.register(portcullis, { verifier });
app.get('/public', { config: { public: true } }, async () => ({ hello: 'all' }));
app.get('/me', async ({ auth }) => ({ sub: auth.sub }));
app.get('/admin', { config: { roles: ['admin'] } }, async ({ auth }) => ({ sub: auth.sub }));

await verifier.ready();
await app.listen({ port: Number(PORT) });
console.log(`listening on ${app.server.address().port}`);
