import type { DatasetPart } from '../../application/dataset';
import type { SourceContract } from '../../application/source-contract';
import type { OpenedSource, ReadItem } from '../../application/source-files';
import { ImportFailure } from '../../domain/import-failure';
import { ColumnNames, missingColumns } from './header-binding';
import { headerFailure } from './header-failure';
import { type FramingRules, type JsonElement, JsonFramer } from './json-framer';
import { JsonItems, keysOf } from './json-items';
import type { Misfit } from './misfit';
import type { TextSource } from './text-source';
import { BATCH, RECORD_BYTES } from './bounds';

/** Elements whose keys stand for the header. */
const SAMPLE = 100;

/** Fits when the first elements, taken together, have the columns of the contract. */
export async function openJson(
  part: DatasetPart,
  text: TextSource,
  format: FramingRules['format'],
): Promise<OpenedSource | Misfit> {
  const { contract } = part;
  const rules = { format, items: contract.items, recordBytes: contract.recordBytes ?? RECORD_BYTES };
  const names = new ColumnNames(contract);
  const { keys, count } = await sampleKeys(text, rules).catch((error: unknown) => {
    throw withFile(error, contract);
  });
  const bound = new Set([...keys].flatMap((key) => names.find(key) ?? []));
  const unknown = [...keys].filter((key) => names.find(key) === undefined);
  const missing = count === 0 ? [] : missingColumns(contract, bound);
  const refused = contract.unknownColumns === 'refused' ? unknown : [];
  if (missing.length + refused.length === 0) return new JsonSource(part, text, rules, unknown);
  const fault = { missing, repeated: [], refused, found: [...keys] };
  return { failure: headerFailure(contract, fault, text), distance: missing.length };
}

/** Of what cannot even be begun, the contract may say what was meant. */
function withFile(error: unknown, { file }: SourceContract): unknown {
  if (!(error instanceof ImportFailure) || !file) return error;
  const { outcome, problem, detail, extras } = error;
  return new ImportFailure(
    outcome,
    problem,
    { en: `${detail.en}. ${file.en}`, fr: `${detail.fr}. ${file.fr}` },
    extras,
  );
}

async function sampleKeys(text: TextSource, rules: FramingRules): Promise<{ keys: Set<string>; count: number }> {
  const keys = new Set<string>();
  let count = 0;
  for await (const elements of framedElements(text, rules)) {
    for (const element of elements.slice(0, SAMPLE - count)) {
      const own = keysOf(element);
      if (own !== null) count++;
      for (const key of own ?? []) keys.add(key);
    }
    if (count === SAMPLE) break;
  }
  return { keys, count };
}

async function* framedElements(text: TextSource, rules: FramingRules): AsyncGenerator<readonly JsonElement[]> {
  const framer = new JsonFramer(rules);
  for await (const chunk of text.open()) yield framer.push(chunk);
  yield framer.finish();
}

class JsonSource implements OpenedSource {
  readonly encoding: string;
  readonly contentSha256: string;
  readonly endProven: boolean;
  readonly header: readonly string[] = [];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly part: DatasetPart,
    private readonly text: TextSource,
    private readonly rules: FramingRules,
    unknown: readonly string[],
  ) {
    this.encoding = text.encoding;
    this.contentSha256 = text.survey.sha256;
    // An array that is not closed is refused while reading.
    this.endProven = text.content.endProven || rules.format === 'json';
    this.details = { container: text.content.container, format: rules.format, unknown_columns: unknown };
  }

  async *read(signal: AbortSignal): AsyncGenerator<readonly ReadItem[]> {
    const items = new JsonItems(new ColumnNames(this.part.contract));
    for await (const elements of framedElements(this.text, this.rules)) {
      signal.throwIfAborted();
      for (let at = 0; at < elements.length; at += BATCH) {
        yield elements.slice(at, at + BATCH).map((element) => items.of(element));
      }
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
