import type { Channel, Dataset, DatasetPart, OptionRule, SourceLocation } from '../../application/dataset';
import type { ChannelView, DatasetView } from '../../application/import-reads';
import { STANDARD_GUARDS } from '../../domain/guard';
import type { RunState } from '../../domain/import-run';

/** What the database knows of a dataset. */
export interface StoredDataset {
  readonly name: string;
  readonly synthetic: boolean;
  readonly generation: number;
  readonly changed_at: string | null;
  readonly checked_at: string | null;
  readonly published_run: number | null;
  readonly last_run: { readonly id: number; readonly state: RunState; readonly finished_at: string | null } | null;
  readonly schedule: Readonly<Record<string, { readonly enabled: boolean; readonly next_due_at: string }>> | null;
}

/** A dataset as the contexts declare it, with what happened to it so far. */
export function datasetView(dataset: Dataset, stored: StoredDataset | undefined, refreshed: boolean): DatasetView {
  return {
    name: dataset.name,
    card: dataset.card,
    requires: dataset.requires,
    synthetic: stored?.synthetic ?? false,
    generation: stored?.generation ?? 0,
    changed_at: stored?.changed_at ?? null,
    checked_at: stored?.checked_at ?? null,
    published_run: stored?.published_run ?? null,
    last_run: stored?.last_run ?? null,
    channels: dataset.channels.map((channel) => channelView(channel, stored, refreshed)),
    sources: sources(dataset),
    contract: dataset.parts.map(contractView),
    options: Object.fromEntries(Object.entries(dataset.options).map(([name, rule]) => [name, optionView(rule)])),
    guards: [...STANDARD_GUARDS, ...dataset.ownGuards],
  };
}

function channelView(channel: Channel, stored: StoredDataset | undefined, refreshed: boolean): ChannelView {
  const schedule = stored?.schedule?.[channel.name];
  const enabled = refreshed && channel.cron !== undefined && schedule?.enabled !== false;
  return {
    name: channel.name,
    cron: channel.cron ?? null,
    time_zone: channel.timeZone,
    enabled,
    next_due_at: enabled ? (schedule?.next_due_at ?? null) : null,
  };
}

function sources(dataset: Dataset): Record<string, unknown>[] {
  const embedded = dataset.embedded.map((location) => ({ origin: 'embedded', ...sourceView(location) }));
  const official = dataset.channels.flatMap((channel) =>
    channel
      .locations(new Date())
      .map((location) => ({ origin: 'official', channel: channel.name, ...sourceView(location) })),
  );
  return [...embedded, ...official];
}

function sourceView(location: SourceLocation): Record<string, unknown> {
  if (location.kind === 'generator' || location.kind === 'reader')
    return { kind: location.kind, name: location.name, part: location.part };
  return { ...location };
}

function contractView({ name, contract }: DatasetPart): Record<string, unknown> {
  return {
    part: name,
    version: contract.version,
    formats: contract.formats,
    header: contract.header ?? 'named',
    delimiters: contract.delimiters,
    columns: contract.columns.map((column) => ({
      name: column.name,
      synonyms: column.synonyms ?? [],
      required: column.required ?? false,
    })),
    require_one_of: contract.requireOneOf ?? [],
  };
}

const optionView = (rule: OptionRule): Record<string, unknown> => ({
  type: rule.type,
  description: rule.description,
  pattern: rule.pattern?.source,
  values: rule.values,
});
