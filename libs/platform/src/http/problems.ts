import { DomainError, problem, type Bilingual, type ErrorExtras, type ErrorKind, type Problem } from '@hexagone/kernel';

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'rule-broken': 422,
  'too-many': 429,
  unavailable: 503,
};

/** Problems that only HTTP knows have a status that no kind of domain error stands for. */
const ofHttpAlone = new Map<string, number>();

function httpProblem(status: number, code: string, title: Bilingual): Problem {
  ofHttpAlone.set(code, status);
  return problem(code, status >= 500 ? 'unavailable' : 'invalid', title);
}

export const statusOf = (declared: Problem): number => ofHttpAlone.get(declared.code) ?? STATUS[declared.kind];

/** A refusal that HTTP has headers for: `Allow`, `Accept-Post`, `WWW-Authenticate` … */
export class HttpRefusal extends DomainError {
  constructor(
    what: Problem,
    detail: Bilingual,
    readonly headers: Readonly<Record<string, string>> = {},
    extras: ErrorExtras = {},
  ) {
    super(what, detail, extras);
  }
}

export const INTERNAL_ERROR = httpProblem(500, 'platform.internal-error', {
  en: 'Unforeseen error',
  fr: 'Erreur imprévue',
});
export const MALFORMED_REQUEST = problem('platform.malformed-request', 'invalid', {
  en: 'Malformed request',
  fr: 'Requête mal formée',
});
export const MALFORMED_URL = problem('platform.malformed-url', 'invalid', {
  en: 'Malformed URL',
  fr: 'URL mal formée',
});
export const MISSING_HOST = problem('platform.missing-host', 'invalid', {
  en: 'Missing Host header',
  fr: 'En-tête Host absent',
});
export const URL_TOO_LONG = httpProblem(414, 'platform.url-too-long', { en: 'URL too long', fr: 'URL trop longue' });
export const HEADERS_TOO_LARGE = httpProblem(431, 'platform.headers-too-large', {
  en: 'Request header fields too large',
  fr: 'En-têtes trop volumineux',
});
export const REQUEST_TIMEOUT = httpProblem(408, 'platform.request-timeout', {
  en: 'Request too slow',
  fr: 'Requête trop lente',
});
export const EXPECTATION_FAILED = httpProblem(417, 'platform.expectation-failed', {
  en: 'Expectation that is not supported',
  fr: 'Attente (Expect) non prise en charge',
});
export const ROUTE_NOT_FOUND = problem('platform.route-not-found', 'not-found', {
  en: 'Unknown path',
  fr: 'Chemin inconnu',
});
export const METHOD_NOT_ALLOWED = httpProblem(405, 'platform.method-not-allowed', {
  en: 'Method not allowed',
  fr: 'Méthode non autorisée',
});
export const NOT_ACCEPTABLE = httpProblem(406, 'platform.not-acceptable', {
  en: 'No such representation',
  fr: 'Représentation non disponible',
});
export const UNSUPPORTED_MEDIA_TYPE = httpProblem(415, 'platform.unsupported-media-type', {
  en: 'Unsupported media type',
  fr: 'Type de média non pris en charge',
});
export const BODY_TOO_LARGE = problem('platform.body-too-large', 'too-large', {
  en: 'Body too large',
  fr: 'Corps trop volumineux',
});
export const BODY_MISSING = problem('platform.body-missing', 'invalid', {
  en: 'Missing body',
  fr: 'Corps absent',
});
export const MALFORMED_JSON = problem('platform.malformed-json', 'invalid', {
  en: 'Malformed JSON',
  fr: 'JSON mal formé',
});
export const JSON_TOO_DEEP = problem('platform.json-too-deep', 'invalid', {
  en: 'JSON nested too deep',
  fr: 'JSON trop imbriqué',
});
export const JSON_TOO_MANY_MEMBERS = problem('platform.json-too-many-members', 'invalid', {
  en: 'Too many members in JSON',
  fr: 'Trop de membres dans le JSON',
});
export const PRECONDITION_REQUIRED = httpProblem(428, 'platform.precondition-required', {
  en: 'If-Match is required here',
  fr: 'If-Match est obligatoire ici',
});
export const FORBIDDEN_CHARACTER = problem('platform.forbidden-character', 'invalid', {
  en: 'Forbidden character',
  fr: 'Caractère interdit',
});
export const FORBIDDEN_MEMBER = problem('platform.forbidden-member', 'invalid', {
  en: 'Forbidden member name',
  fr: 'Nom de membre interdit',
});
export const INVALID_PARAMETERS = problem('platform.invalid-parameters', 'invalid', {
  en: 'Invalid parameters',
  fr: 'Paramètres invalides',
});
export const INVALID_CURSOR = problem('platform.invalid-cursor', 'invalid', {
  en: 'Invalid cursor',
  fr: 'Curseur invalide',
});
export const TOKEN_REQUIRED = problem('platform.token-required', 'unauthenticated', {
  en: 'Token required',
  fr: 'Jeton requis',
});
export const SCOPE_MISSING = problem('platform.scope-missing', 'forbidden', {
  en: 'Token without the needed scope',
  fr: 'Jeton sans la portée nécessaire',
});
export const NOT_A_PERSON = problem('platform.not-a-person', 'forbidden', {
  en: 'Not the token of a person',
  fr: "Ce n'est pas le jeton d'une personne",
});
export const RESTRICTED = problem('platform.restricted', 'forbidden', {
  en: 'Processing is restricted',
  fr: 'Le traitement est limité',
});
export const MALFORMED_FORM = problem('platform.malformed-form', 'invalid', {
  en: 'Malformed form',
  fr: 'Formulaire mal formé',
});
export const FOREIGN_ORIGIN = problem('platform.foreign-origin', 'forbidden', {
  en: 'Writes from pages of this origin are refused',
  fr: 'Les écritures depuis les pages de cette origine sont refusées',
});
export const PROBLEM_NOT_FOUND = problem('platform.problem-not-found', 'not-found', {
  en: 'Unknown problem code',
  fr: 'Code de problème inconnu',
});
export const NOT_READY = problem('platform.not-ready', 'unavailable', {
  en: 'Not ready',
  fr: 'Service non prêt',
});
