/** Who asks, before it is known who it is. */
export interface Peer {
  readonly address: string;
  /** The address cut to its network. */
  readonly network: string;
  readonly requestId: string;
}
