import { DomainError, nearestName } from '@hexagone/kernel';
import type { RouteOptions } from 'fastify';
import type { RouteTraits } from '../route';
import { HttpRefusal, METHOD_NOT_ALLOWED, ROUTE_NOT_FOUND } from '../problems';

export interface KnownRoute {
  readonly method: string;
  /** Fastify's pattern: `/communes/:code`. */
  readonly url: string;
  readonly traits: RouteTraits;
}

const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

function matches(pattern: string, path: readonly string[]): boolean {
  const parts = segmentsOf(pattern);
  if (parts.at(-1) === '*')
    return path.length >= parts.length - 1 && parts.slice(0, -1).every((part, i) => part === path[i]);
  return parts.length === path.length && parts.every((part, i) => part.startsWith(':') || part === path[i]);
}

/** Every route of the service, gathered while they are registered. */
export class RouteTable {
  private readonly known: KnownRoute[] = [];
  private readonly fixed = new Set<string>();

  get routes(): readonly KnownRoute[] {
    return this.known;
  }

  add({ method, url, config }: RouteOptions): void {
    const path = url.length > 1 ? url.replace(/\/$/, '') : url;
    if (!/[:*]/.test(path)) this.fixed.add(path);
    for (const one of [method].flat()) this.known.push({ method: one, url: path, traits: config?.hexagone ?? {} });
  }

  /** Throws, naming them, when routes do not state who may call them. */
  mustAllBeGuarded(): void {
    const open = this.known.filter(({ traits }) => !traits.access).map(({ method, url }) => `${method} ${url}`);
    if (open.length === 0) return;
    throw new Error(
      `Nothing states who may call ${open.join(', ')}: add @OpenData(), @Public(), @Needs(), @Always() or @Self()`,
    );
  }

  /** True where a path of its own meets a route that would take its last part for a parameter: `DELETE /sites/batch`. */
  isMistaken(path: string, pattern = ''): boolean {
    return pattern.includes(':') && this.fixed.has(path);
  }

  at(path: string): readonly KnownRoute[] {
    const segments = segmentsOf(path);
    const all = this.known.filter(({ url }) => matches(url, segments));
    return this.fixed.has(path) ? all.filter(({ url }) => url === path) : all;
  }

  /** The `Allow` field of a path, absent when no route answers it. */
  allowed(path: string): string | undefined {
    const methods = new Set(this.at(path).map(({ method }) => method));
    return methods.size === 0 ? undefined : [...methods, 'OPTIONS'].sort().join(', ');
  }

  /** The refusal of a path and method that no route answers. */
  refusal(path: string, method: string): DomainError {
    const allow = this.allowed(path);
    if (allow !== undefined)
      return new HttpRefusal(
        METHOD_NOT_ALLOWED,
        {
          en: `${method} is not allowed here; allowed: ${allow}.`,
          fr: `${method} n'est pas autorisé ici ; autorisés : ${allow}.`,
        },
        { allow },
      );
    const nearest = nearestName(path.slice(0, 200), this.fixed);
    return new DomainError(ROUTE_NOT_FOUND, {
      en: `No route answers this path${nearest ? `; did you mean ${nearest}?` : '; see /docs.'}`,
      fr: `Aucune route ne répond à ce chemin${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ' ; voir /docs.'}`,
    });
  }
}
