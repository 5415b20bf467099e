import { DomainError, pointerTo, refusal, shortened } from '@hexagone/kernel';
import { INVALID_PARAMETERS, MALFORMED_FORM } from '../problems';
import { isForbiddenName, isStorable, refuseCharacter, refuseName } from './json-body';

const notAForm = (): DomainError =>
  new DomainError(MALFORMED_FORM, {
    en: 'The body is no form in UTF-8: pairs name=value, percent-encoded, joined by &.',
    fr: "Le corps n'est pas un formulaire en UTF-8 : des paires nom=valeur, encodées en pourcent, jointes par &.",
  });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw notAForm();
  }
}

function refuseRepeated(name: string): never {
  const detail = {
    en: `${shortened(name)} is given more than once`,
    fr: `${shortened(name)} est donné plus d'une fois`,
  };
  throw refusal(INVALID_PARAMETERS, [{ pointer: pointerTo(name), code: 'repeated', detail }]);
}

/** The parameters of a form, each given once; one without a value counts as left out (RFC 6749 §3.2). */
export function readForm(bytes: Uint8Array): Readonly<Record<string, string>> | undefined {
  if (bytes.length === 0) return undefined;
  const text = Buffer.from(bytes).toString('latin1');
  if (/[^!-~]/.test(text)) throw notAForm();
  const form = new Map<string, string>();
  for (const pair of text.split('&').filter(Boolean)) {
    const [, name = '', value = ''] = (/^([^=]*)=?(.*)$/.exec(pair) ?? []).map(decoded);
    if (isForbiddenName(name)) refuseName(name, { pointer: pointerTo(name) });
    if (!isStorable(name + value)) refuseCharacter({ pointer: pointerTo(name.replaceAll('\0', '')) });
    if (form.has(name)) refuseRepeated(name);
    form.set(name, value);
  }
  return Object.fromEntries([...form].filter(([, value]) => value !== ''));
}
