import type { FleetTemplate } from '../../../functions/domain/model/fleet.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import { shownArgument } from '../../arguments/shown-argument.ts';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-code.ts';
import { declarationOf } from './declaration-of.ts';
import type { ResultsFile } from './results-file.ts';

/**
 * The members that passed by the file's last word on each, for what is declared of them now. Results of members
 * that have left the fleet since are passed over. Throws `CommandError` (2) where no result in the file is of a member:
 * it is another fleet's.
 */
export async function passedMembers(
  file: ResultsFile,
  inventory: AsyncIterable<FleetMember>,
  template: FleetTemplate,
): Promise<ReadonlySet<string>> {
  const passes = new Map<string, string | undefined>();
  for await (const { member, verdict, declared } of file.read()) {
    passes.set(member, verdict === 'pass' ? declared : undefined);
  }
  const passed = new Set<string>();
  if (passes.size === 0) return passed;
  let isOfThisFleet = false;
  for await (const each of inventory) {
    isOfThisFleet ||= passes.has(each.member);
    if (passes.get(each.member) === declarationOf(template, each)) passed.add(each.member);
  }
  if (isOfThisFleet) return passed;
  throw new CommandError(
    `The file of results ${shownArgument(file.path)} has no result of a member of this fleet. Name the file of this fleet, or a new one, with --results FILE.`,
    { exitCode: EXIT.configuration },
  );
}
