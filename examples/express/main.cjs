const express = require('express');
const { createVerifier } = require('@portcullis/verifier');
const { authenticate, requireRoles } = require('@portcullis/verifier/express');

const { ISSUER, AUDIENCE, CLIENT_ID, CLIENT_SECRET, PORT } = process.env;
const verifier = createVerifier({
  issuer: ISSUER,
  audience: AUDIENCE,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
});

const app = express();
app.get('/public', (request, response) => response.json({ hello: 'all' }));
app.use(authenticate(verifier));
app.get('/me', ({ auth }, response) => response.json({ sub: auth.sub }));
app.get('/admin', requireRoles('admin'), ({ auth }, response) => response.json({ sub: auth.sub }));

verifier.ready().then(() => {
  const server = app.listen(PORT, () => console.log(`listening on ${server.address().port}`));
});
