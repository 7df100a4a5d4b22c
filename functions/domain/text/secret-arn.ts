/** The Region that is declared for a secret, or stands in its ARN (`arn:aws:secretsmanager:REGION:…`). */
export function declaredRegion({
  id,
  region,
}: {
  readonly id: string;
  readonly region?: string | undefined;
}): string | undefined {
  return region ?? (id.startsWith('arn:') ? id.split(':')[3] : undefined);
}

/**
 * True for a complete-looking ARN of a secret whose last six characters read like a word or a number: they
 * may be the end of its name, and the six that Secrets Manager appends are missing. By chance one ARN in
 * 150 ends so. Not every complete ARN is doubted: a warning of each right one would be read by no one, and what is
 * missed here is seen by `verify`, `doctor` and the gate, which compare it with the ARN that is answered.
 */
export function mayBePartialArn(id: string): boolean {
  return id.startsWith('arn:') && /-(?:[A-Z]?[a-z]{5}|[a-z]{6}|[A-Z]{6}|[0-9]{6})$/.test(id);
}

/** The ARN that Secrets Manager answered with, where another one is declared; undefined for a name. */
export function otherArn(declaredId: string, answered: string | undefined): string | undefined {
  return declaredId.startsWith('arn:') && answered !== declaredId ? answered : undefined;
}
