import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import FindMyWay, { type HTTPMethod } from 'find-my-way';

export interface Route {
  readonly method: string;
  /** Pattern as registered. */
  readonly path: string;
}

/** Which routes there are; Fastify itself only tells whether one method matches. */
@Injectable()
export class RouteCatalog {
  private readonly routes: Route[] = [];
  private readonly router = FindMyWay();
  private readonly methods = new Set<HTTPMethod>();

  /** Has to run before the first route is registered. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) this.add(each as HTTPMethod, url);
    });
  }

  all(): readonly Route[] {
    return this.routes;
  }

  /** The methods that a path is served under; none for an unknown path. */
  methodsOf(path: string): readonly string[] {
    return [...this.methods].filter((method) => this.router.find(method, path) !== null);
  }

  private add(method: HTTPMethod, path: string): void {
    this.routes.push({ method, path });
    if (path === '*' || path === '/*' || this.router.hasRoute(method, path)) return;
    this.methods.add(method);
    this.router.on(method, path, () => undefined);
  }
}
