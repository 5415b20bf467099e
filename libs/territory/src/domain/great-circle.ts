export interface Point {
  /** Degrees, WGS 84. */
  readonly lat: number;
  readonly lon: number;
}

/** Mean radius of the Earth, in kilometres. */
const EARTH_RADIUS_KM = 6371.0088;

/** Length of the shortest way between two points of the sphere, in kilometres. */
export function greatCircleKm(a: Point, b: Point): number {
  const half = (degrees: number): number => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosines = Math.cos((a.lat * Math.PI) / 180) * Math.cos((b.lat * Math.PI) / 180);
  const chord = half(b.lat - a.lat) + cosines * half(b.lon - a.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
