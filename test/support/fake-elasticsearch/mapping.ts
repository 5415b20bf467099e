import { type Analysis, analysisOf, type Analyzer, type Token } from './analysis';
import { isObject, type Json, listOf, objectOf, textOf } from './json';
import { Refusal } from './refusal';

export interface Field {
  readonly path: string;
  readonly type: string;
  /** Members of a document's source that lead to its values. */
  readonly members: readonly string[];
  /** Of `text` alone: at index time and at search time. */
  readonly analyze: Analyzer | null;
  readonly analyzeQuery: Analyzer | null;
  /** Of `keyword`: the value as it is compared. */
  readonly normalize: (value: unknown) => unknown;
}

const NUMBERS = ['long', 'integer', 'short', 'byte', 'double', 'float', 'half_float', 'scaled_float'];
const WHOLE = ['long', 'integer', 'short', 'byte'];
const KNOWN = [...NUMBERS, 'text', 'keyword', 'search_as_you_type', 'boolean', 'date', 'object', 'wildcard'];

const failed = (field: Field, value: unknown): Refusal =>
  new Refusal(
    400,
    'document_parsing_exception',
    `failed to parse field [${field.path}] of type [${field.type}]`.concat(
      isObject(value) ? '' : ` with value [${textOf(value)}]`,
    ),
  );

/** Words in runs of `size`, or the beginnings of each: what search_as_you_type keeps beside the words. */
const gramsOf =
  (analyze: Analyzer, size: number): Analyzer =>
  (text) => {
    const tokens = analyze(text);
    return tokens.slice(size - 1).map((last, at): Token => {
      const run = tokens.slice(at, at + size);
      return { ...last, position: at, start: run[0]?.start ?? 0, term: run.map(({ term }) => term).join(' ') };
    });
  };

export class Mapping {
  readonly fields = new Map<string, Field>();
  readonly analysis: Analysis;
  private readonly dynamic: string;
  private readonly objects = new Set<string>();

  constructor(
    readonly raw: Json,
    settings: Json,
  ) {
    this.analysis = analysisOf(settings);
    this.dynamic = textOf(raw['dynamic'] ?? true);
    this.addAll(objectOf(raw['properties']), []);
  }

  /** Throws where the document does not fit. Unknown members are added, left alone or refused, as `dynamic` says. */
  check(source: Json, above: readonly string[] = []): void {
    for (const [name, value] of Object.entries(source)) {
      const members = [...above, name];
      const path = members.join('.');
      if (this.objects.has(path)) for (const item of listOf(value)) this.check(objectOf(item), members);
      else this.checkValues(members, listOf(value));
    }
  }

  private checkValues(members: readonly string[], values: readonly unknown[]): void {
    const path = members.join('.');
    const field = this.fields.get(path) ?? this.newcomer(members, values);
    for (const value of field ? values : []) if (field && !fits(field, value)) throw failed(field, value);
  }

  private newcomer(members: readonly string[], [first]: readonly unknown[]): Field | undefined {
    const name = members.at(-1) ?? '';
    if (this.dynamic === 'strict') {
      const within = members.slice(0, -1).join('.') || '_doc';
      const reason = `mapping set to strict, dynamic introduction of [${name}] within [${within}] is not allowed`;
      throw new Refusal(400, 'strict_dynamic_mapping_exception', reason);
    }
    if (this.dynamic === 'false' || first === undefined) return undefined;
    this.add(members, dynamicType(first), members);
    return this.fields.get(members.join('.'));
  }

  private addAll(properties: Json, above: readonly string[]): void {
    for (const [name, options] of Object.entries(properties)) {
      const path = [...above, name];
      this.add(path, objectOf(options), path);
    }
  }

  private add(path: readonly string[], options: Json, members: readonly string[]): void {
    const type = textOf(options['type'] ?? 'object');
    if (!KNOWN.includes(type)) {
      const reason = `The mapper type [${type}] declared on field [${path.join('.')}] does not exist.`;
      throw new Refusal(400, 'mapper_parsing_exception', reason);
    }
    if (type === 'object') {
      this.objects.add(path.join('.'));
      this.addAll(objectOf(options['properties']), path);
      return;
    }
    this.addLeaf(path, options, members);
    for (const [name, sub] of Object.entries(objectOf(options['fields'])))
      this.add([...path, name], objectOf(sub), members);
  }

  private addLeaf(path: readonly string[], options: Json, members: readonly string[]): void {
    const type = textOf(options['type']);
    const words = type === 'text' || type === 'search_as_you_type';
    const analyze = words ? this.analyzerOf(options['analyzer'] ?? 'standard') : null;
    const analyzeQuery = words
      ? this.analyzerOf(options['search_analyzer'] ?? options['analyzer'] ?? 'standard')
      : null;
    const normalizer = options['normalizer'] === undefined ? null : this.normalizerOf(textOf(options['normalizer']));
    const normalize = (value: unknown): unknown =>
      type === 'keyword' ? (normalizer ? normalizer(textOf(value)) : textOf(value)) : value;
    const base = { type, members, normalize };
    this.keep({ ...base, path: path.join('.'), analyze, analyzeQuery });
    if (type !== 'search_as_you_type' || !analyze) return;
    for (const size of [2, 3]) {
      const grams = gramsOf(analyze, size);
      this.keep({ ...base, path: [...path, `_${String(size)}gram`].join('.'), analyze: grams, analyzeQuery: grams });
    }
  }

  private keep(field: Field): void {
    this.fields.set(field.path, field);
  }

  private analyzerOf(name: unknown): Analyzer {
    try {
      return this.analysis.analyzer(textOf(name));
    } catch (error) {
      throw new Refusal(400, 'mapper_parsing_exception', String(error));
    }
  }

  private normalizerOf(name: string): (text: string) => string {
    try {
      return this.analysis.normalizer(name);
    } catch (error) {
      throw new Refusal(400, 'mapper_parsing_exception', String(error));
    }
  }
}

const dynamicType = (value: unknown): Json =>
  typeof value === 'string'
    ? { type: 'text', fields: { keyword: { type: 'keyword' } } }
    : {
        type:
          typeof value === 'boolean'
            ? 'boolean'
            : Number.isInteger(value)
              ? 'long'
              : isObject(value)
                ? 'object'
                : 'float',
      };

function fits({ type }: Field, value: unknown): boolean {
  if (value === null) return true;
  if (NUMBERS.includes(type)) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return (
      typeof number === 'number' && Number.isFinite(number) && (!WHOLE.includes(type) || Math.abs(number) < 2 ** 63)
    );
  }
  if (type === 'boolean') return [true, false, 'true', 'false', ''].includes(value as string | boolean);
  return !isObject(value);
}

/** All values of a field in one document. */
export function valuesOf(source: unknown, members: readonly string[]): readonly unknown[] {
  const [first, ...rest] = members;
  if (first === undefined) return listOf(source).filter((value) => value !== null);
  return listOf(source).flatMap((item) => (isObject(item) ? valuesOf(item[first], rest) : []));
}
