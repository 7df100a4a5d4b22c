import type { Rotation } from './rotation.ts';

/** Which account's and Region's secrets a call sees: the caller's account, the signature's Region. */
export interface SecretScope {
  readonly accountId: string;
  readonly region: string;
}

/** A stored value; SecretBinary stays in base64, as it travels. */
export type SecretPayload = { readonly SecretString: string } | { readonly SecretBinary: string };

/** One version. `payload` is absent in the empty AWSPENDING version that a rotation leaves. */
export interface SecretVersion {
  readonly id: string;
  payload?: SecretPayload;
  readonly stages: Set<string>;
  readonly createdAt: Date;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What a secret says about itself besides its versions. */
export interface SecretMetadata {
  Description?: string | undefined;
  KmsKeyId?: string | undefined;
  Type?: string | undefined;
  Tags?: readonly Tag[] | undefined;
}

/** A secret as stored; mutated by the operations only. */
export interface Secret extends SecretScope {
  readonly name: string;
  /** Ends in a hyphen and six random characters. */
  readonly arn: string;
  readonly metadata: SecretMetadata;
  readonly versions: Map<string, SecretVersion>;
  readonly createdAt: Date;
  changedAt: Date;
  /** Set while the secret is scheduled for deletion: when it will be gone. */
  deletionDate?: Date;
  rotation?: Rotation;
  /** What became of each Region it was to be replicated to; one map for the secret and its replicas. */
  readonly replicas: Map<string, 'InSync' | 'Failed'>;
  /** Where it was made, once it has been replicated; of a replica this is another Region than its own. */
  primaryRegion?: string;
  /** The resource policy, as JSON. */
  policy?: string;
  /** Hears of each label that a version gets, AWSPENDING and AWSPREVIOUS aside, as EventBridge does. */
  readonly onLabel: (label: string, versionId: string) => void;
}

/** The two names in nearly every answer. */
export function secretNames({ arn, name }: Secret): {
  readonly ARN: string;
  readonly Name: string;
} {
  return { ARN: arn, Name: name };
}

/** AWS's JSON carries timestamps as epoch seconds. */
export function epochSeconds(date: Date): number {
  return date.getTime() / 1000;
}
