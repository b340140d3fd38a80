import { allowInsecureRequests, type Configuration } from 'openid-client';
import type { ProviderSettings } from '../config/providers/provider-settings.js';

/** Providers of a demonstration may speak http; the configuration allows none in production. */
export const isInsecure = ({ issuer }: ProviderSettings): boolean => issuer.startsWith('http:');

// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so in order to stand out
export const speakHttp: (configuration: Configuration) => void = allowInsecureRequests;
