import * as fc from 'fast-check';
import { greatCircleKm } from './great-circle';

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the distance between two points', () => {
  it.each([
    [{ lat: 48.8566, lon: 2.3522 }, { lat: 45.764, lon: 4.8357 }, 391.5],
    [{ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 }, 111.2],
    [{ lat: 90, lon: 0 }, { lat: -90, lon: 0 }, 20015.1],
  ])('from %p to %p is %p km', (a, b, km) => {
    expect(greatCircleKm(a, b)).toBeCloseTo(km, 1);
  });

  it('is symmetric, null for a point itself, never more than half the circumference', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(greatCircleKm(a, a)).toBe(0);
        expect(greatCircleKm(a, b)).toBeCloseTo(greatCircleKm(b, a), 6);
        expect(greatCircleKm(a, b)).toBeLessThanOrEqual(20015.12);
      }),
    );
  });
});
