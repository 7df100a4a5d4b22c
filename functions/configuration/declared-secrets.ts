import { MEMBER } from '../domain/model/fleet.ts';
import { mayBePartialArn } from '../domain/text/secret-arn.ts';
import type { Configuration, ConfiguredFleet, ConfiguredSecret } from './configuration.ts';
import { formatPath, type SettingPath } from './configuration-issue.ts';

/** Every declared secret, the auditor's last, and where it is declared. */
export function declaredSecrets({
  environments,
  auditor,
}: Configuration): readonly (readonly [SettingPath, ConfiguredSecret])[] {
  return [
    ...environments.map(({ name, secret }) => [['environments', name, 'secret'], secret] as const),
    ...(auditor === undefined ? [] : [[['auditor', 'secret'], auditor.secret] as const]),
  ];
}

/** The secrets of a fleet as one, with `*` where the name of a member stands. */
export function secretsOfMembers({ template }: ConfiguredFleet): ConfiguredSecret {
  return { ...template.secret, id: template.secret.id.replaceAll(MEMBER, '*') };
}

/** An ARN that is taken as complete and may not be: see {@link mayBePartialArn}. */
export interface DoubtfulArn {
  /** `environments.production.secret.id` */
  readonly path: string;
  readonly id: string;
}

export function doubtfulArns(configuration: Configuration): readonly DoubtfulArn[] {
  return declaredSecrets(configuration)
    .filter(([, { id }]) => mayBePartialArn(id))
    .map(([path, { id }]) => ({ path: formatPath([...path, 'id']), id }));
}
