export const keySet = {
  keys: [
    {
      e: 'AQAB',
      kty: 'RSA',
      n: 'tL0mDPMFzVxg8y8BNmyUq0Y8hZ0u8m6yXb1nQm3eW5gC7vJrXo2aLkS4fTzHqP9dUcE1iRwKxA',
      kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      use: 'sig',
      alg: 'RS256',
    },
  ],
} as const;
