import type { Figure, Line } from './masking';

const TINY = 1e-9;

/** The unknown figures that the sums of all lines together determine. */
export function computable(lines: readonly Line[], isUnknown: (figure: Figure) => boolean): readonly Figure[] {
  const unknown = [...new Set(lines.flatMap(({ total, parts }) => [total, ...parts]).filter(isUnknown))];
  const place = new Map(unknown.map((figure, at) => [figure, at]));
  const equations = lines.map(({ total, parts }) => {
    const factors = new Float64Array(unknown.length);
    const add = (figure: Figure, factor: number): void => {
      const at = place.get(figure);
      if (at !== undefined) factors[at] = (factors[at] ?? 0) + factor;
    };
    for (const part of parts) add(part, 1);
    add(total, -1);
    return factors;
  });
  return reduced(equations).flatMap((factors) => {
    const left = unknown.filter((_, at) => isThere(factors[at]));
    return left.length === 1 ? left : [];
  });
}

const isThere = (factor = 0): boolean => Math.abs(factor) > TINY;

/** Reduced row echelon form, in place. */
function reduced(equations: Float64Array[]): Float64Array[] {
  let done = 0;
  for (let column = 0; column < (equations[0]?.length ?? 0); column++) {
    const found = equations.findIndex((factors, at) => at >= done && isThere(factors[column]));
    const [pivot, other] = [equations[found], equations[done]];
    if (!pivot || !other) continue;
    equations[found] = other;
    equations[done++] = pivot;
    const by = pivot[column] ?? 1;
    pivot.forEach((factor, at) => (pivot[at] = factor / by));
    for (const factors of equations) if (factors !== pivot) subtract(factors, pivot, factors[column] ?? 0);
  }
  return equations;
}

function subtract(factors: Float64Array, pivot: Float64Array, times: number): void {
  if (!isThere(times)) return;
  pivot.forEach((factor, at) => (factors[at] = (factors[at] ?? 0) - times * factor));
}
