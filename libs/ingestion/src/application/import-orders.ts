import { DomainService, type FieldFault } from '@hexagone/kernel';
import { STANDARD_GUARDS } from '../domain/guard';
import { typedOptions } from '../domain/option-values';
import {
  noSuchSource,
  reasonMissing,
  requestRefused,
  unknownDataset,
  unknownGuard,
  urlRefused,
} from '../domain/run-problems';
import type { Dataset } from './dataset';
import { DatasetRegistry } from './dataset-registry';
import type { From, ImportRequest } from './import-request';
import type { RunDraft } from './run-ledger';
import type { RunSource } from './run-row';

/** A request that passed every check that needs no database. */
export interface ImportOrder {
  readonly dataset: Dataset;
  readonly draft: RunDraft;
}

/** Checks what is asked: dataset, options, guards, source. Throws ImportFailure (usage), every fault named. */
@DomainService()
export class ImportOrders {
  constructor(private readonly registry: DatasetRegistry) {}

  dataset(name: string): Dataset {
    const dataset = this.registry.find(name);
    if (dataset) return dataset;
    const known = this.registry.all().map((one) => one.name);
    throw unknownDataset(name, known);
  }

  find(name: string): Dataset | undefined {
    return this.registry.find(name);
  }

  order(request: ImportRequest): ImportOrder {
    const dataset = this.dataset(request.dataset);
    const accepted = request.acceptGuards ?? [];
    const known = [...STANDARD_GUARDS, ...dataset.ownGuards];
    const typed = typedOptions(dataset.options, request.options ?? {});
    const faults: FieldFault[] = [
      ...('faults' in typed ? typed.faults : []),
      ...accepted.filter((name) => !known.includes(name)).map((name) => unknownGuard(name, known)),
    ];
    if (faults.length > 0) throw requestRefused(faults);
    if (accepted.length > 0 && !request.reason?.trim()) throw reasonMissing();
    checkSource(dataset, request);
    return { dataset, draft: draftOf(request, 'options' in typed ? typed.options : {}) };
  }
}

function checkSource(dataset: Dataset, { from, channel }: ImportRequest): void {
  const official = dataset.channels.filter((one) => channel === undefined || one.name === channel);
  if (from.kind === 'url' && !dataset.urls) throw urlRefused(dataset.name);
  if (channel !== undefined && official.length === 0) throw noSuchSource(dataset.name, channel);
  const absent =
    (from.kind === 'embedded' && dataset.embedded.length === 0) ||
    (from.kind === 'official' && official.length === 0) ||
    (from.kind === 'default' && dataset.embedded.length === 0 && official.length === 0);
  if (absent) throw noSuchSource(dataset.name, from.kind);
}

function draftOf(request: ImportRequest, options: RunDraft['options']): RunDraft {
  const { replay } = request;
  return {
    dataset: request.dataset,
    trigger: request.trigger,
    actor: request.actor,
    request_id: request.requestId ?? null,
    batch_id: request.batchId ?? null,
    channel: request.channel ?? null,
    scheduled_for: request.scheduledFor?.toISOString() ?? null,
    dry_run: request.dryRun ?? false,
    force: request.force ?? false,
    options,
    accepted_guards: [...new Set(request.acceptGuards ?? [])],
    reason: request.reason?.trim() ?? null,
    source: { ...sourceOf(request.from), ...(replay && { part: replay.part, lines: replay.lines }) },
    replay_of: replay?.of ?? null,
    sha256: null,
  };
}

function sourceOf(from: From): RunSource {
  if (from.kind === 'path') return { from: 'path', index: 0, path: from.path };
  if (from.kind === 'url') return { from: 'url', index: 0, url: from.url };
  if (from.kind === 'upload') return { from: 'upload', index: 0, name: from.name };
  return { from: from.kind, index: 0 };
}
