import { setTimeout as wait } from 'node:timers/promises';
import { type Dispatcher, request as send } from 'undici';
import type { SourceLocation } from '../../application/dataset';
import type { Fetched, FetchRequest, RawFile, Validators } from '../../application/source-files';
import { sourceTimeout, sourceUnreachable } from '../../domain/fetch-problems';
import { ImportFailure } from '../../domain/import-failure';
import { type Address, type AddressPolicy, sourceText } from './address-policy';
import { incomingBody, nameIn, refusal, requestHeaders, validatorsOf } from './http-answer';
import type { Incoming } from './measured-body';
import { brokenConnection, Setback } from './network-errors';
import { type Patience, PATIENCE } from './patience';
import { PinnedAgent } from './pinned-agent';
import { RedirectTrail } from './redirect-trail';

export type UrlLocation = Extract<SourceLocation, { kind: 'url' }>;
/** Where the body goes, to its end. */
export type Take = (incoming: Incoming, signal: AbortSignal) => Promise<RawFile>;

interface Errand {
  readonly location: UrlLocation;
  readonly start: URL;
  readonly validators: Validators;
  readonly signal: AbortSignal;
  readonly take: Take;
}

/** One resource over HTTP: patient with a source that falters, wary of where it leads. */
export class UrlDownload {
  constructor(
    private readonly policy: AddressPolicy,
    private readonly patience: Patience = PATIENCE,
  ) {}

  async fetch(location: UrlLocation, request: FetchRequest, take: Take): Promise<Fetched> {
    const start = parsed(location.url);
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, this.patience.totalMs);
    const signal = AbortSignal.any([request.signal, deadline.signal]);
    try {
      return await this.insist({ location, start, validators: request.validators ?? {}, signal, take });
    } catch (error) {
      request.signal.throwIfAborted();
      throw deadline.signal.aborted ? outOfTime(start) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async insist(errand: Errand): Promise<Fetched> {
    for (let retry = 1; ; retry++) {
      try {
        return await this.attempt(errand);
      } catch (error) {
        if (!(error instanceof Setback)) throw error;
        const pauseMs = error.pauseMs ?? this.patience.jitterMs(retry);
        if (retry > this.patience.retries || pauseMs > this.patience.longestPauseMs) throw error.failure;
        await this.patience.pause(pauseMs, errand.signal);
      }
    }
  }

  private async attempt(errand: Errand): Promise<Fetched> {
    const agent = new PinnedAgent(this.patience);
    const trail = new RedirectTrail(errand.start);
    try {
      let response = await this.ask(trail.url, errand, agent);
      while (trail.follow(response)) response = await this.ask(trail.url, errand, agent);
      return await receive(response, trail.url, errand);
    } finally {
      await agent.destroy();
    }
  }

  private async ask(url: URL, errand: Errand, agent: PinnedAgent): Promise<Dispatcher.ResponseData> {
    const { validators, signal } = errand;
    try {
      agent.pin(url.hostname, await this.admitted(url, errand));
      return await send(url, { dispatcher: agent.dispatcher, headers: requestHeaders(validators), signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof ImportFailure ? error : brokenConnection(sourceText(url), error);
    }
  }

  /** A resolver that does not answer is a connection that is not made. */
  private async admitted(url: URL, { location, start, signal }: Errand): Promise<readonly Address[]> {
    const answered = new AbortController();
    const late = wait(this.patience.connectMs, undefined, { signal: AbortSignal.any([signal, answered.signal]) });
    try {
      return await Promise.race([
        this.policy.admit(url, location.trusted === true && url.origin === start.origin),
        late.then(() => Promise.reject(Object.assign(new Error('no answer of the resolver'), { code: 'ETIMEOUT' }))),
      ]);
    } finally {
      answered.abort();
    }
  }
}

async function receive(response: Dispatcher.ResponseData, url: URL, errand: Errand): Promise<Fetched> {
  const { location, start, validators, signal, take } = errand;
  const conditional = validators.etag !== undefined || validators.lastModified !== undefined;
  if (response.statusCode === 304 && conditional) return { kind: 'not-modified' };
  if (response.statusCode === 404 && location.mayBeAbsent) return { kind: 'absent' };
  if (response.statusCode !== 200) throw refusal(response, url);
  const file = await take(incomingBody(response, nameIn(start), sourceText(url)), signal);
  return { kind: 'file', file, validators: validatorsOf(response), synthetic: false };
}

function parsed(text: string): URL {
  if (!URL.canParse(text))
    throw sourceUnreachable(text.slice(0, 200), { en: 'this is not an address', fr: 'ce n’est pas une adresse' });
  const url = new URL(text);
  url.hash = '';
  return url;
}

const outOfTime = (url: URL): ImportFailure =>
  sourceTimeout(sourceText(url), {
    en: 'the transfer was not over in the time allowed',
    fr: 'le transfert n’était pas terminé dans le temps imparti',
  });
