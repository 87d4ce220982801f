/** What a sender on another host may do on this one, by its name in the config. */
export interface ServeGrant {
  readonly name: string;
  /** The `id` of the config of the sender. */
  readonly owner: string;
  /** Its replicas are below this dataset. */
  readonly below: string;
  /** Its replicas must be encrypted, with keys that are not here. */
  readonly raw: boolean;
  /** It may destroy its expired snapshots. */
  readonly destroy: boolean;
}
