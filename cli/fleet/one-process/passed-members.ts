import type { FleetTemplate } from '../../../functions/domain/model/fleet.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import { shownArgument } from '../../arguments/shown-argument.ts';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-code.ts';
import { declarationOf } from './declaration-of.ts';
import type { ResultsFile } from './results-file.ts';

/**
 * The members that passed by the file's last word on each, for what is declared of them now. Throws
 * `CommandError` (2) where the file has a result of a member that the fleet does not have: it is another fleet's.
 */
export async function passedMembers(
  file: ResultsFile,
  inventory: AsyncIterable<FleetMember>,
  template: FleetTemplate,
): Promise<ReadonlySet<string>> {
  const declarations = new Map<string, string | undefined>();
  const unknown = new Set<string>();
  for await (const { member, verdict, declared } of file.read()) {
    unknown.add(member);
    if (verdict === 'pass') declarations.set(member, declared);
    else declarations.delete(member);
  }
  const passed = new Set<string>();
  if (unknown.size === 0) return passed;
  for await (const each of inventory) {
    const { member } = each;
    unknown.delete(member);
    const declared = declarations.get(member);
    if (declared !== undefined && declared === declarationOf(template, each)) passed.add(member);
  }
  const [first] = unknown;
  if (first === undefined) return passed;
  const shown = `${shownArgument(file.path)} has a result of ${shownArgument(first)}`;
  throw new CommandError(
    `The file of results ${shown}, which is no member of this fleet (${unknown.size} such in all). Name the file of this fleet, or a new one, with --results FILE.`,
    { exitCode: EXIT.configuration },
  );
}
