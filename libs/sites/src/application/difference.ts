/** What leaves a set, and what enters it, when `wanted` takes the place of `present`. */
export function difference(
  present: readonly number[],
  wanted: readonly number[],
): { readonly gone: readonly number[]; readonly added: readonly number[] } {
  const [before, after] = [new Set(present), new Set(wanted)];
  return { gone: present.filter((id) => !after.has(id)), added: wanted.filter((id) => !before.has(id)) };
}
