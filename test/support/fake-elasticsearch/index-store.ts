import { type Json, objectOf, textOf } from './json';
import { FieldIndex } from './field-index';
import { Mapping } from './mapping';
import { Refusal } from './refusal';

export interface StoredDocument {
  readonly id: string;
  readonly version: number;
  readonly seqNo: number;
  readonly source: Json;
}

export interface Write {
  readonly id: string;
  /** Absent: a deletion. */
  readonly source?: Json;
  /** Of `version_type: external`. */
  readonly external?: number | undefined;
  readonly mayExist: boolean;
}

export interface Written {
  readonly result: 'created' | 'updated' | 'deleted' | 'not_found';
  readonly version: number;
  readonly seqNo: number;
}

/** What searches see: the documents as they were at one refresh. */
export class Snapshot {
  private readonly fields = new Map<string, FieldIndex>();

  constructor(
    readonly index: string,
    readonly mapping: Mapping,
    readonly documents: readonly StoredDocument[],
  ) {}

  /** Undefined where the mapping has no such field. */
  field(path: string): FieldIndex | undefined {
    const known = this.fields.get(path);
    const field = this.mapping.fields.get(path);
    if (known || !field) return known;
    const built = new FieldIndex(field, this.documents);
    this.fields.set(path, built);
    return built;
  }
}

const REFRESH_EVERY = 1000;

/** One concrete index. What is written is found by searches after a refresh only. */
export class IndexStore {
  readonly mapping: Mapping;
  readonly aliases = new Set<string>();
  private readonly live = new Map<string, StoredDocument>();
  /** Versions of what was deleted. */
  private readonly tombs = new Map<string, number>();
  private seen: Snapshot;
  private seqNo = 0;
  private dirty = false;
  private refreshedAt = Date.now();

  constructor(
    readonly name: string,
    readonly body: Json,
  ) {
    this.mapping = new Mapping(objectOf(body['mappings']), objectOf(body['settings']));
    this.seen = new Snapshot(name, this.mapping, []);
  }

  write({ id, source, external, mayExist }: Write): Written {
    const known = this.live.get(id);
    if (known && !mayExist) throw conflict(id, 'document already exists');
    const version = this.nextVersion(id, external);
    if (source) this.mapping.check(source);
    this.dirty = true;
    const seqNo = this.seqNo++;
    if (source) {
      this.live.set(id, { id, version, seqNo, source });
      this.tombs.delete(id);
      return { result: known ? 'updated' : 'created', version, seqNo };
    }
    this.live.delete(id);
    this.tombs.set(id, version);
    return { result: known ? 'deleted' : 'not_found', version, seqNo };
  }

  get(id: string): StoredDocument | undefined {
    return this.live.get(id);
  }

  refresh(): void {
    this.refreshedAt = Date.now();
    if (!this.dirty) return;
    this.dirty = false;
    this.seen = new Snapshot(this.name, this.mapping, [...this.live.values()]);
  }

  snapshot(): Snapshot {
    if (Date.now() - this.refreshedAt >= REFRESH_EVERY) this.refresh();
    return this.seen;
  }

  describe(): Json {
    const { uuid = `uuid-of-${this.name}` } = this.body;
    return {
      aliases: Object.fromEntries([...this.aliases].map((alias) => [alias, {}])),
      mappings: this.mapping.raw,
      settings: { index: { ...this.settings(), uuid: textOf(uuid), provided_name: this.name } },
    };
  }

  private settings(): Json {
    const { index, ...plain } = objectOf(this.body['settings']);
    return { ...plain, ...objectOf(index) };
  }

  private nextVersion(id: string, external: number | undefined): number {
    const current = this.live.get(id)?.version ?? this.tombs.get(id);
    if (external === undefined) return (current ?? 0) + 1;
    if (current !== undefined && external <= current) {
      const than = `current version [${String(current)}] is higher or equal to the one provided [${String(external)}]`;
      throw conflict(id, than);
    }
    return external;
  }
}

const conflict = (id: string, why: string): Refusal =>
  new Refusal(409, 'version_conflict_engine_exception', `[${id}]: version conflict, ${why}`);
