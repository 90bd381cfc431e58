/** What an object of the Kubernetes API has besides its kind. Fields that are undefined are not served. */
export interface ServedObject {
  readonly metadata: ServedMetadata;
  readonly [field: string]: unknown;
}

export interface ServedMetadata {
  readonly name: string;
  /** Undefined for what belongs to the cluster as a whole. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly resourceVersion?: string;
  readonly [field: string]: unknown;
}
