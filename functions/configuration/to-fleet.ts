import type { FleetExpectation, MemberSource } from '../domain/model/fleet.ts';
import type { ConfiguredFleet } from './configuration.ts';
import type { FleetSettings } from './schema/fleet-schema.ts';

/** The fleet of the file with every default filled in: the subaccounts of an account have it as parent. */
export function toFleet({ template, members, tolerate }: FleetSettings): ConfiguredFleet {
  const { parentSid = members.subaccountsOf, ...account } = template.account;
  return {
    template: { ...template, account: { ...account, parentSid } },
    members: toSource(members),
    tolerate: toTolerance(tolerate),
  };
}

function toSource({
  s3 = '',
  subaccountsOf,
  secretPrefix,
}: FleetSettings['members']): MemberSource {
  if (subaccountsOf !== undefined) return { kind: 'subaccounts', parentSid: subaccountsOf };
  if (secretPrefix !== undefined) return { kind: 'secrets', prefix: secretPrefix };
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(s3) ?? [];
  return { kind: 'objects', bucket, key };
}

function toTolerance({
  percentage,
  count = 0,
}: FleetSettings['tolerate']): FleetExpectation['tolerate'] {
  return percentage === undefined ? { count } : { percentage };
}
