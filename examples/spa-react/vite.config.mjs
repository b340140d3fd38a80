import { defineConfig } from 'vite';

const { PORTCULLIS_URL = 'http://localhost:3000' } = process.env;

export default defineConfig({
  // The server is behind the page's own origin, as a reverse proxy would put it.
  server: { proxy: { '/api': PORTCULLIS_URL } },
});
