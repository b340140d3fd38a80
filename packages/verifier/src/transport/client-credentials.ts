/** `application/x-www-form-urlencoded`, as RFC 6749 §2.3.1 asks for either half. */
const encoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

/** The value of `Authorization` for HTTP Basic (RFC 7617). */
export function basicCredentials(clientId: string, clientSecret: string): string {
  const pair = `${encoded(clientId)}:${encoded(clientSecret)}`;
  return `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`;
}
