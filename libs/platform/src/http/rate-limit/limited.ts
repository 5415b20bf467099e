import type { RateClass } from '../../config/settings';
import { type RouteTraits, routeTraits } from '../route';

/**
 * Which quota a call of this route takes from; unsaid: `read` for GET, `write` for what writes. `auth` is counted by
 * address, whoever calls. `none`: documentation, status, keys.
 */
export const Limited = (limited: RateClass | 'none'): ClassDecorator & MethodDecorator => routeTraits({ limited });

export function rateClassOf({ limited, probe }: RouteTraits, method: string): RateClass | 'none' {
  if (limited) return limited;
  if (probe) return 'none';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}
