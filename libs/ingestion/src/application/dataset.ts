import type { Bilingual } from '@hexagone/kernel';
import type { GuardFinding, GuardLimits } from '../domain/guard';
import type { OptionRule, OptionValues } from '../domain/option-values';
import type { Publication, StagedRun, Effect } from './publication';
import type { RawRecord, Verdict } from './record';
import type { RecordReader } from './record-reader';
import type { SourceContract } from './source-contract';

export type { GuardFinding, GuardLimits, OptionRule, OptionValues };

/** One kind of file or stream; most datasets have one part. */
export abstract class DatasetPart<Row extends object = object, Survey = unknown> {
  readonly name: string = '';
  /** A file goes to the first part whose name pattern (where there is one), then header, fits. */
  readonly fileName?: RegExp;
  abstract readonly contract: SourceContract;
  /** Staging columns → SQL types, in COPY order. */
  abstract readonly stage: { readonly [K in keyof Row]-?: string };
  abstract readonly publication: Publication;

  /** A first pass over the good records, when a verdict depends on the whole file. May throw `contradictedOption`. */
  survey(_records: AsyncIterable<RawRecord>, _options: OptionValues): Promise<Survey> | undefined {
    return undefined;
  }

  /** The file says of itself that it was generated. */
  isSynthetic(_survey: Survey): boolean {
    return false;
  }

  /** Files of a directory are loaded in this order, the smallest first, those that cannot be read before all. */
  precedence?(survey: Survey): number;

  /** What the file is about (a region and a year, say): `row-collapse` compares runs of the same part and scope. */
  scope(_survey: Survey, _options: OptionValues): string {
    return '';
  }

  /** Pure, synchronous, total: throws only for a bug. */
  abstract judge(record: RawRecord, survey: Survey, options: OptionValues): Verdict<Row>;

  /** The context's own doubts about the file as a whole. */
  guard(_run: StagedRun<Survey>, _foreseen: Effect): readonly GuardFinding[] {
    return [];
  }
}

/** A source that is loaded as a whole, contributed by one context. */
export abstract class Dataset {
  /** kebab-case, at most 40 characters, not a verb of the command line. */
  abstract readonly name: string;
  /** Datasets that must have a generation first: their embedded default is run before, and said. */
  readonly requires: readonly string[] = [];
  abstract readonly card: DatasetCard;
  /** Scope of the context's own reads, stated where the data are personal: it is needed to read their rejects too. */
  readonly readScope?: string;
  abstract readonly parts: readonly DatasetPart[];
  /** Needs no network. In the order of the runs. */
  abstract readonly embedded: readonly SourceLocation[];
  abstract readonly channels: readonly Channel[];
  abstract readonly limits: GuardLimits;
  readonly options: Readonly<Record<string, OptionRule>> = {};
  /** Others change its rows without moving the generation: the same content is read again, and compared. */
  readonly readAgain: boolean = false;
  /** Runs of different scopes write different rows: what one wrote, only another of its own scope can change. */
  readonly disjointScopes: boolean = false;
  /** False where the address is configuration, and never a caller's: no URL is taken. */
  readonly urls: boolean = true;
  /** The guards' names of the context, listed with the standard ones. */
  readonly ownGuards: readonly string[] = [];
  /** Messages of the reject and skip codes that this dataset adds to the standard ones; `{name}` takes a param. */
  readonly messages: Readonly<Record<string, Bilingual>> = {};
}

export interface DatasetCard {
  readonly title: Bilingual;
  readonly publisher: string;
  readonly licence: string;
  readonly homepage: string;
  readonly vintage: string;
  /** Personal data: no value and no cells of rejects are kept, the raw file is deleted when the run ends. */
  readonly personal: boolean;
  readonly raw: 'kept' | 'never';
}

/** `trusted`: the origin is an operator's configuration, and may be a private address. */
export type SourceLocation =
  /** A file of an npm package: resolved beside the package's own package.json. */
  | { readonly kind: 'package'; readonly package: string; readonly file: string; readonly part: string }
  | { readonly kind: 'generator'; readonly name: string; readonly part: string; generate(): AsyncIterable<string> }
  /** What is read by it goes to a part whose contract is `ndjson`. The name is also that of its cursor. */
  | { readonly kind: 'reader'; readonly name: string; readonly part: string; readonly reader: RecordReader }
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly part?: string;
      readonly mayBeAbsent?: boolean;
      readonly trusted?: boolean;
    };

/** An official source and its rhythm. */
export interface Channel {
  readonly name: string;
  /** Five or six cron fields. Absent: never by itself. */
  readonly cron?: string;
  readonly timeZone: string;
  readonly jitterSeconds: number;
  locations(today: Date): readonly SourceLocation[];
  /** Of the locations, those still to be had. Absent: all. */
  wanted?(today: Date): Promise<readonly SourceLocation[]>;
}
