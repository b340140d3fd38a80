import { type SwaggerCustomOptions, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadDocument } from './document.js';
import { PAGE_HEADERS } from './page/page-headers.js';
import { pageScript } from './page/page-script.js';
import { PAGE_STYLE } from './page/page-style.js';

const PAGE = '/docs';
const SCRIPT = `${PAGE}/carry-tokens-over.js`;

const OPTIONS: SwaggerCustomOptions = {
  jsonDocumentUrl: `${PAGE}-json`,
  raw: ['json'],
  customSiteTitle: 'Portcullis',
  customJs: SCRIPT,
  customCss: PAGE_STYLE,
  swaggerOptions: {
    // The validator would be asked over the network.
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
  },
};

/** Swagger UI at `/docs`, the document at `/docs-json`; both are made when first asked for. */
export async function serveDocumentation(app: NestFastifyApplication): Promise<void> {
  addPageHeaders(app.getHttpAdapter().getInstance());
  const document = await loadDocument(app);
  app.getHttpAdapter().get(SCRIPT, (_request: FastifyRequest, reply: FastifyReply) => {
    void reply.type('text/javascript; charset=utf-8').send(pageScript());
  });
  SwaggerModule.setup(PAGE, app, document, OPTIONS);
}

function addPageHeaders(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (!route.url.startsWith(PAGE)) return;
    route.onRequest = (_request, reply, done) => {
      void reply.headers(PAGE_HEADERS);
      done();
    };
  });
}
