export const FAULTS = ['429', '500', 'cut', '401', 'html'] as const;

export type FaultKind = (typeof FAULTS)[number];

/** Which fault the n-th request of games meets. */
export type Faults = ReadonlyMap<number | '*', FaultKind>;

/** `401@3,cut@5`: the third and the fifth request; `html@*`: every one. Null: it is no such list. */
export function faultsOf(text: string): Faults | null {
  const faults = new Map<number | '*', FaultKind>();
  for (const item of text.split(',')) {
    const [, kind, place] = /^(\w+)@(\*|[1-9]\d{0,8})$/.exec(item.trim()) ?? [];
    const known = FAULTS.find((one) => one === kind);
    if (!known || place === undefined) return null;
    faults.set(place === '*' ? '*' : Number(place), known);
  }
  return faults;
}
