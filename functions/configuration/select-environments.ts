import { nearestName } from '../domain/text/nearest-name.ts';
import type { ConfiguredEnvironment } from './configuration.ts';
import { showName } from './shown-value.ts';

/** A name that no declared environment has, as it may be shown, and the one that was probably meant. */
interface UnknownEnvironment {
  readonly name: string;
  readonly nearest?: string | undefined;
}

/** What {@link selectEnvironments} answers. `message` names the environments there are. */
export type EnvironmentSelection<E = ConfiguredEnvironment> =
  | { readonly ok: true; readonly environments: readonly E[] }
  | {
      readonly ok: false;
      readonly unknown: readonly UnknownEnvironment[];
      readonly declared: readonly string[];
      readonly message: string;
    };

const MOST_NAMES_SHOWN = 20;
const ONLY_A_FLEET =
  'The configuration declares no environment, only a fleet: there is nothing to check here. Check the members of the fleet with twilio-preflight fleet.';

/**
 * The environments with these names, exactly spelt, in the order of `names`, none twice. An empty
 * list selects every declared environment, and nothing where only a fleet is declared: a run of nothing
 * would be no check. One unknown name refuses the whole selection: judging
 * only the others would open a gate without its check.
 */
export function selectEnvironments<E extends { readonly name: string }>(
  configuration: { readonly environments: readonly E[] },
  names: readonly string[],
): EnvironmentSelection<E> {
  const byName = new Map(configuration.environments.map((each) => [each.name, each]));
  const declared = [...byName.keys()];
  if (declared.length === 0) return { ok: false, unknown: [], declared, message: ONLY_A_FLEET };
  if (names.length === 0) return { ok: true, environments: configuration.environments };
  const environments: E[] = [];
  const unknown: UnknownEnvironment[] = [];
  for (const name of new Set(names)) {
    const environment = byName.get(name);
    if (environment === undefined) unknown.push(describeUnknown(name, declared));
    else environments.push(environment);
  }
  if (unknown.length === 0) return { ok: true, environments };
  return { ok: false, unknown, declared, message: describeSelection(unknown, declared) };
}

function describeUnknown(name: string, declared: readonly string[]): UnknownEnvironment {
  return { name: showName(name), nearest: nearestName(name, declared) };
}

function describeSelection(
  unknown: readonly UnknownEnvironment[],
  declared: readonly string[],
): string {
  const described = unknown.map(
    ({ name, nearest }) => `${name}${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`,
  );
  const subject = unknown.length === 1 ? 'Unknown environment' : 'Unknown environments';
  return `${subject}: ${enumerate(described)}. Declared in the configuration: ${enumerate(declared)}.`;
}

function enumerate(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES_SHOWN).join(', ');
  return names.length <= MOST_NAMES_SHOWN
    ? shown
    : `${shown} and ${names.length - MOST_NAMES_SHOWN} more`;
}
