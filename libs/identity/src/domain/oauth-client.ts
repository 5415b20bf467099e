export const CLIENT_STATES = ['active', 'disabled'] as const;
export type ClientState = (typeof CLIENT_STATES)[number];

/** A machine that may get tokens (RFC 6749, a confidential client). */
export class OAuthClient {
  readonly id!: string;
  name!: string;
  scopes!: string[];
  state!: ClientState;
  /** The account that created it, while it is there. */
  readonly ownerAccountId!: string | null;
  /** To the hour. */
  readonly lastUsedAt!: Date | null;
  readonly createdAt!: Date;
  version!: number;
}

/** Of a name: its length, and that it is one line. */
export const CLIENT_NAME = { max: 100, pattern: /^\P{Cc}+$/u };

export type Slot = 1 | 2;

/** A secret that is live; only its SHA-256 is kept, for it is random. */
export class ClientSecret {
  readonly hash!: Uint8Array;
  readonly clientId!: string;
  /** A client has one secret in each, so two at most. */
  readonly slot!: Slot;
  readonly createdAt!: Date;
}

/** Where a new secret goes: into a free slot, else in place of the older one. */
export function nextSlot(live: readonly Pick<ClientSecret, 'slot' | 'createdAt'>[]): Slot {
  const free = ([1, 2] as const).find((slot) => live.every((secret) => secret.slot !== slot));
  if (free !== undefined) return free;
  return live.reduce((oldest, secret) => (secret.createdAt < oldest.createdAt ? secret : oldest)).slot;
}

/** What the tokens of a client are issued for, and what the audit log calls it. */
export const clientSubject = (id: string): string => `client:${id}`;
