import { proxyFor } from '../../src/webhooks/proxy-choice.js';

const proxies = { httpsProxy: 'http://one:3128', httpProxy: 'http://two:3128', noProxy: '' };

describe('the proxy of a webhook', () => {
  it.each([
    ['https://example.com/', '', 'http://one:3128'],
    ['http://example.com/', '', 'http://two:3128'],
    ['https://example.com/', 'example.com', null],
    ['https://hooks.example.com/', '.example.com', null],
    ['https://hooks.example.com/', '*.example.com', null],
    ['https://notexample.com/', 'example.com', 'http://one:3128'],
    ['https://example.com/', 'example.com:8443', 'http://one:3128'],
    ['https://example.com:8443/', 'other, example.com:8443', null],
    ['https://example.com/', '*', null],
  ])('of %s with NO_PROXY=%s is %s', (url, noProxy, expected) => {
    expect(proxyFor(new URL(url), { ...proxies, noProxy })).toBe(expected);
  });
});
