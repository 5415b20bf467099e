import { isReleaseSource } from '../record/sources';
import { DisjointSets } from './disjoint-sets';
import type { Edge } from './edge';
import type { MatchRecord, Veto } from './match-record';
import type { Apart } from './release-works';
import { ABOUT_WORDS, vetoes } from './vetoes';
import type { Work } from './work';

/** Records that grow together into games, edge by edge, as long as nothing in them forbids it. */
export class Forest {
  private readonly places: ReadonlyMap<MatchRecord, number>;
  private readonly works: ReadonlyMap<MatchRecord, Work>;
  private readonly games: DisjointSets;
  /** What people hold for the same. */
  private readonly decided: DisjointSets;
  /** What people or the sources themselves hold for the same. */
  private readonly linked: DisjointSets;
  private readonly edges = new Map<MatchRecord, Edge[]>();

  constructor(
    private readonly records: readonly MatchRecord[],
    private readonly apart: Apart,
    works: readonly Work[],
  ) {
    this.works = new Map(works.flatMap((work) => (work.rows.length > 1 ? work.rows.map((row) => [row, work]) : [])));
    this.places = new Map(records.map((record, place) => [record, place]));
    this.games = new DisjointSets(records.length);
    this.decided = new DisjointSets(records.length);
    this.linked = new DisjointSets(records.length);
  }

  /** Joins the games of both ends; else answers why not. */
  join(edge: Edge): readonly Veto[] {
    const [a, b] = [this.place(edge.a), this.place(edge.b)];
    const objections = edge.step === 0 || this.games.same(a, b) ? [] : this.objections(edge);
    if (objections.length > 0) return objections;
    if (edge.step === 0) this.trustWhole(edge);
    if (edge.step <= 1) this.linked.join(a, b);
    if (this.games.same(a, b)) return [];
    this.games.join(a, b);
    for (const end of [edge.a, edge.b]) this.edges.set(end, [...this.edgesOf(end), edge]);
    return [];
  }

  /** The edges that joined a record to others: over all records they make trees, one per game. */
  edgesOf(record: MatchRecord): readonly Edge[] {
    return this.edges.get(record) ?? [];
  }

  all(): readonly (readonly MatchRecord[])[] {
    return this.games.all().map((game) => this.recordsAt(game));
  }

  /** Who links a row links its work. */
  private trustWhole({ a, b }: Edge): void {
    const rows = [a, b].flatMap((end) => [end, ...(this.works.get(end)?.rows ?? [])]);
    for (const row of rows) this.decided.join(this.place(a), this.place(row));
  }

  private place(record: MatchRecord): number {
    return this.places.get(record) ?? 0;
  }

  private recordsAt(places: readonly number[]): readonly MatchRecord[] {
    return places.map((place) => this.recordAt(place));
  }

  private recordAt(place: number): MatchRecord {
    const record = this.records[place];
    if (!record) throw new Error('A place without record');
    return record;
  }

  private objections({ a, b, step }: Edge): readonly Veto[] {
    if (this.apart(a.id, b.id)) return ['decision'];
    const own = vetoes(a, b).filter((veto) => step > 1 || !ABOUT_WORDS.includes(veto));
    if (own.length > 0) return own;
    const others = this.gameOf(b);
    const forbids = (p: MatchRecord, q: MatchRecord): boolean =>
      (p !== a || q !== b) && this.forbidden(p, q, Math.max(this.trust(p, a), this.trust(q, b)));
    return this.gameOf(a).some((p) => others.some((q) => forbids(p, q))) ? ['component'] : [];
  }

  private gameOf(record: MatchRecord): readonly MatchRecord[] {
    return this.recordsAt(this.games.of(this.place(record)));
  }

  /** How far `end` speaks for another member of its game: 2 a person said so, 1 a source did, 0 not at all. */
  private trust(member: MatchRecord, end: MatchRecord): 0 | 1 | 2 {
    if (member === end) return 0;
    const [a, b] = [this.place(member), this.place(end)];
    return this.decided.same(a, b) ? 2 : this.linked.same(a, b) ? 1 : 0;
  }

  private forbidden(p: MatchRecord, q: MatchRecord, trust: number): boolean {
    if (this.apart(p.id, q.id)) return true;
    if (trust === 2) return false;
    return otherNumerals(p, q) || vetoes(p, q).some((veto) => trust === 0 || !ABOUT_WORDS.includes(veto));
  }
}

/** A third source does not join what a release source tells apart by roman and arabic numerals. */
const otherNumerals = (p: MatchRecord, q: MatchRecord): boolean =>
  p.source === q.source && isReleaseSource(p.source) && p.key === q.key && p.numeralForm !== q.numeralForm;
