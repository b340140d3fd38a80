import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

export interface ArrivedRequest {
  readonly method: string;
  readonly scheme: string;
  /** The route's pattern; null where no route matched. */
  readonly route: string | null;
  /** Without the query, and with nothing in it that may be a secret. */
  readonly path: string;
  readonly clientAddress: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Others would let callers choose names of spans. */
const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY'.split(' '),
);

function attributesOf(request: ArrivedRequest): Attributes {
  const { method, scheme, route, path, clientAddress } = request;
  return {
    'http.request.method': METHODS.has(method) ? method : '_OTHER',
    'url.scheme': scheme,
    'url.path': path,
    'client.address': clientAddress,
    ...(route === null ? {} : { 'http.route': route }),
  };
}

function nameOf({ method, route }: ArrivedRequest): string {
  const verb = METHODS.has(method) ? method : 'HTTP';
  return route === null ? verb : `${verb} ${route}`;
}

/** A request as a span of OpenTelemetry's conventions for HTTP, within the trace of its caller. */
export class ServerSpan {
  private readonly span: Span;
  private readonly inside: Context;

  constructor(tracer: Tracer, request: ArrivedRequest) {
    const caller = propagation.extract(ROOT_CONTEXT, request.headers);
    const options = { kind: SpanKind.SERVER, attributes: attributesOf(request) };
    this.span = tracer.startSpan(nameOf(request), options, caller);
    this.inside = trace.setSpan(caller, this.span);
  }

  get traceId(): string {
    return this.span.spanContext().traceId;
  }

  /** Has a step and all that it starts belong to the span. */
  within(step: () => void): void {
    context.with(this.inside, step);
  }

  /** @param fault error code of the answer, where it is a refusal or a failure */
  end(status: number, fault: string | undefined): void {
    this.span.setAttribute('http.response.status_code', status);
    if (status >= 500) {
      this.span.setAttribute('error.type', fault ?? String(status));
      this.span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.span.end();
  }
}
