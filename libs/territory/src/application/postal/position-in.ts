const NUMBER = /^-?\d{1,3}(?:[.,]\d{1,20})?$/;
const NOWHERE = { lat: null, lon: null };

/** Latitude and longitude from two columns, or from one that holds `lat,lon`; none where they are no place on earth. */
export function positionIn(
  latitude: string,
  longitude: string,
  pair: string,
): { lat: number | null; lon: number | null } {
  const [first = '', second = ''] = pair.split(/[,;]\s*/);
  const lat = degrees(latitude || first, 90);
  const lon = degrees(longitude || second, 180);
  return lat === null || lon === null ? NOWHERE : { lat, lon };
}

function degrees(text: string, most: number): number | null {
  if (!NUMBER.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= most ? value : null;
}
