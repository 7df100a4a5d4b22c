import type { QuestionId } from '../../../../functions/domain/model/follow-up.ts';

/** The question of a label, as tables of tests write it: `whoami`, `version:AWSPREVIOUS`. */
export function named(label: string): QuestionId {
  const [kind = '', ...rest] = label.split(':');
  return rest.length === 0 ? { kind } : { kind, subject: rest.join(':') };
}

export function labelOf({ kind, subject }: QuestionId): string {
  return subject === undefined ? kind : `${kind}:${subject}`;
}
