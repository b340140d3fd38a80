import express from 'express';
import passport from 'passport';
import { createVerifier } from '@portcullis/verifier';
import { PortcullisStrategy } from '@portcullis/verifier/passport';

const { ISSUER, AUDIENCE, CLIENT_ID, CLIENT_SECRET, PORT } = process.env;
const verifier = createVerifier({
  issuer: ISSUER,
  audience: AUDIENCE,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
});

passport.use(new PortcullisStrategy(verifier));
const signedIn = passport.authenticate('portcullis', { session: false });
const admin = passport.authenticate('portcullis', { session: false, roles: ['admin'] });

const app = express();
app.get('/public', (request, response) => response.json({ hello: 'all' }));
app.get('/me', signedIn, ({ user }, response) => response.json({ sub: user.sub }));
app.get('/admin', admin, ({ user }, response) => response.json({ sub: user.sub }));

await verifier.ready();
const server = app.listen(PORT, () => console.log(`listening on ${server.address().port}`));
