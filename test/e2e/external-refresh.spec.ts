import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import {
  BEHIND_PROXY,
  CAFE,
  headersOf,
  HOME,
  LID,
  type Place,
  present,
} from './harness/lost-answers.js';
import { ROUTES } from './harness/routes.js';
import { exchange } from './providers/exchanges.js';
import { OpenIdProvider } from './providers/openid-provider.js';
import { newPerson } from './providers/people.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

onEachDatabase('a lost answer of the external contract', (database) => {
  const running = useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer })], BEHIND_PROXY),
    }),
  );

  it.each<[string, Place, number]>([
    ['comes from the same place', HOME, 200],
    ['is reuse from another', { ...HOME, address: CAFE }, 401],
  ])('%s', async (_, place, status) => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const parent = (await exchange(server, { authCode })).cookie('Auth-Refresh-Token');
    const refresh = (from: Place): Promise<Answer> => {
      const headers = { ...headersOf(from), cookie: `Auth-Refresh-Token=${parent}` };
      return server.send({ path: ROUTES.refresh, headers });
    };
    const missed = (await refresh(HOME)).cookie('Auth-Refresh-Token');
    server.clock.advance(LID);
    const again = await refresh(place);
    expect(again.status).toBe(status);
    if (status === 200) expect(again.cookie('Auth-Refresh-Token')).toBe(missed);
    expect((await present(server, missed, HOME)).status).toBe(status);
  });
});
