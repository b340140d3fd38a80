import { Webhook } from 'standardwebhooks';
import { Secrets } from '../../src/tokens/secrets/secrets.js';
import { WebhookSecrets } from '../../src/webhooks/webhook-secrets.js';

const [FIRST, SECOND, THIRD] = ['a', 'b', 'c'].map((letter) => letter.repeat(48)) as [
  string,
  string,
  string,
];
const NOW = 1_800_000_000_000;
const PARTS = { id: 'a-message', timestamp: NOW / 1000, body: '{"type":"ü"}' };

const sealedBy = (secrets: WebhookSecrets, id: string) => {
  const { sealed, told } = secrets.make('v1', id);
  const rest = { previousSecret: null, previousUntil: 0 } as const;
  return { endpoint: { id, algorithm: 'v1', secret: sealed, ...rest } as const, told };
};

describe('the secret of a webhook', () => {
  const secrets = new WebhookSecrets(new Secrets([FIRST]));

  it('signs as the standardwebhooks package does', () => {
    const { endpoint, told } = sealedBy(secrets, 'one');
    const { id, body } = PARTS;
    expect(secrets.sign(endpoint, PARTS, NOW)).toBe(
      new Webhook(told).sign(id, new Date(NOW), body),
    );
  });

  it('is opened by any of SECRETS, and by no other', () => {
    const { endpoint } = sealedBy(secrets, 'one');
    const signature = secrets.sign(endpoint, PARTS, NOW);
    expect(new WebhookSecrets(new Secrets([SECOND, FIRST])).sign(endpoint, PARTS, NOW)).toBe(
      signature,
    );
    expect(new WebhookSecrets(new Secrets([SECOND, THIRD])).sign(endpoint, PARTS, NOW)).toBeNull();
  });

  it('is of no use to another webhook', () => {
    const { endpoint } = sealedBy(secrets, 'one');
    expect(secrets.sign({ ...endpoint, id: 'two' }, PARTS, NOW)).toBeNull();
  });
});
