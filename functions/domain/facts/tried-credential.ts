import { repairCredential } from '../credential/repair-credential.ts';
import type { Credential } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';

/** The credential that follow-up questions try: the environment's own, cleaned where its form is at fault. */
export function triedCredential({ parse }: Evidence): Credential | undefined {
  if (parse?.outcome === 'parsed') return parse.credential;
  return parse?.outcome === 'malformed' ? repairCredential(parse) : undefined;
}
