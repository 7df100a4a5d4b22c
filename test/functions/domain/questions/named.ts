import type { FollowUp } from '../../../../functions/domain/model/follow-up.ts';

/** The question of a label, as tables of tests write it: `whoami`, `version:AWSPREVIOUS`. */
export function named(label: string): FollowUp {
  const [kind, ...rest] = label.split(':');
  return (rest.length === 0 ? { kind } : { kind, subject: rest.join(':') }) as FollowUp;
}

export function labelOf({ kind, subject }: FollowUp): string {
  return subject === undefined ? kind : `${kind}:${subject}`;
}
