import { addDays, type Day, daysFrom, type DomainError, DomainService } from '@hexagone/kernel';
import { BatchInstallations } from './batch-installations';
import { Countries } from './countries';
import type { CountryPack, Rule } from './country-pack';
import { within } from './document-shape';
import { LAST_DAY } from './field-faults';
import type { Site } from './site';
import type { SiteDraft } from './site-document';
import { RepeatedInBatch, withNextFreeDate } from './site.errors';
import { SiteRepository } from './site.repository';

/** How far ahead the next free day is looked for. */
const HORIZON = 366;

interface Breach {
  readonly site: Site;
  readonly rule: Rule;
  readonly error: DomainError;
}

/** Where and when sites may be installed: asks the rules of their countries. */
@DomainService()
export class InstallationPolicy {
  constructor(
    private readonly countries: Countries,
    private readonly sites: SiteRepository,
  ) {}

  /** Why these documents can never pass, whatever is installed: rules of content, and sites that exclude each other. */
  async contentErrors(drafts: readonly SiteDraft[]): Promise<readonly DomainError[]> {
    return [...(await this.brokenRules('rule-broken', drafts)), ...this.repeated(drafts)];
  }

  /** What stands in their way now. A site is never in its own way. */
  stateErrors(drafts: readonly SiteDraft[]): Promise<readonly DomainError[]> {
    return this.brokenRules('conflict', drafts);
  }

  /** From `from` to `to`, both included: the days on which all rules of the country let one more site in. */
  async freeDays({ code, rules }: CountryPack, from: Day, to: Day): Promise<readonly Day[]> {
    let days = daysFrom(from, to);
    for (const rule of rules) days = await rule.daysOpen(days, code, this.sites);
    return days;
  }

  private async brokenRules(kind: Rule['kind'], drafts: readonly SiteDraft[]): Promise<readonly DomainError[]> {
    const breaches = await this.breaches(kind, drafts);
    const [only, ...others] = breaches;
    if (!only || others.length > 0) return breaches.map(({ error }) => error);
    return [await this.withNextFreeDate(only)];
  }

  private async breaches(kind: Rule['kind'], drafts: readonly SiteDraft[]): Promise<readonly Breach[]> {
    const batch = drafts.map(({ site }) => site);
    const there = drafts.length === 1 ? this.sites : new BatchInstallations(this.sites, batch);
    const breaches: Breach[] = [];
    for (const { site, place } of drafts) {
      const rules = this.countries.get(site.country).rules.filter((rule) => rule.kind === kind);
      for (const rule of rules) {
        const error = await rule.brokenBy(site, there);
        if (error) breaches.push({ site, rule, error: within(place, error) });
      }
    }
    return breaches;
  }

  private async withNextFreeDate({ site, rule, error }: Breach): Promise<DomainError> {
    if (rule.pointer !== '/installation_date') return error;
    const { country, installationDate } = site;
    const horizon = addDays(installationDate, HORIZON);
    const last = horizon < LAST_DAY ? horizon : LAST_DAY;
    const [next] = await this.freeDays(this.countries.get(country), addDays(installationDate, 1), last);
    return next === undefined ? error : withNextFreeDate(error, next);
  }

  /** Sites of the batch that a unique guarantee of their country keeps apart, told at the later one. */
  private repeated(drafts: readonly SiteDraft[]): readonly DomainError[] {
    const places = new Map<string, string>();
    return drafts.flatMap(({ site, place }) =>
      this.countries.get(site.country).rules.flatMap((rule) => {
        const key = uniqueKey(site, rule);
        const earlier = key === null ? undefined : places.get(key);
        if (key !== null && earlier === undefined) places.set(key, place);
        return earlier === undefined ? [] : within(place, new RepeatedInBatch(rule, earlier));
      }),
    );
  }
}

/** What no two sites share, if the rule keeps anything unique; nothing is the same as a value that is not there. */
function uniqueKey(site: Site, { code, keptBy }: Rule): string | null {
  if (!('uniqueBy' in keptBy)) return null;
  const members = new Map<string, unknown>(Object.entries(site));
  const values = keptBy.uniqueBy.map((property) => members.get(property) ?? null);
  return values.includes(null) ? null : JSON.stringify([code, ...values]);
}
