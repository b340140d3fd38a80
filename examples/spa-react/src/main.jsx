import { createClient } from '@portcullis/client';
import { PortcullisProvider } from '@portcullis/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Page } from './page.jsx';

const client = createClient({ baseUrl: window.location.origin });

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <PortcullisProvider client={client}>
      <Page />
    </PortcullisProvider>
  </StrictMode>,
);
