import { TwilioPreflightFleetStack } from '../../../infra/twilio-preflight-fleet-stack.ts';
import { stackReferences } from '../../../local/deployment/physical-names.ts';
import type { Resource } from '../../../local/deployment/read-assembly.ts';
import { resolveValue } from '../../../local/deployment/resolve-value.ts';
import { FLEET_CONFIGURATION, writeConfiguration } from '../../infra/configuration-files.ts';
import { templateOf, testApp } from '../../infra/synthesise.ts';

/** The account that moto has, too. */
const OWNER = { accountId: '123456789012', region: 'us-east-1' };

/** The state machine of a fleet's stack, as deploying it would give it to Step Functions. */
export interface FleetMachine {
  readonly definition: { readonly States: Readonly<Record<string, Record<string, unknown>>> };
  /** Name of the bucket of the runs. */
  readonly bucket: string;
  /** Names of the functions. */
  readonly functions: Readonly<Record<'inventory' | 'verifier' | 'summary', string>>;
}

/** Synthesises the stack without bundling its functions. */
export function fleetMachine(): FleetMachine {
  const configFile = writeConfiguration(FLEET_CONFIGURATION);
  const stackName = 'Fleet';
  const stack = new TwilioPreflightFleetStack(testApp(), stackName, { configFile });
  const { Resources } = templateOf(stack).toJSON();
  const resources: readonly Resource[] = Object.entries<Record<string, unknown>>(Resources).map(
    ([logicalId, { Type, Properties = {} }]) => ({
      logicalId,
      type: String(Type),
      properties: Object(Properties),
      dependsOn: [],
    }),
  );
  const references = stackReferences(
    { stackName, resources, outputs: new Map(), assetPath: () => '' },
    OWNER,
  );
  const named = (type: string, part: string): string => {
    const found = resources.find(
      ({ type: one, logicalId }) => one === type && logicalId.includes(part),
    );
    const name = references.get(found?.logicalId ?? '');
    if (name === undefined) throw new Error(`The stack has no ${type} with ${part} in its id.`);
    return name;
  };
  const machine = resources.find(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  const text = resolveValue(machine?.properties['DefinitionString'], references);
  return {
    definition: JSON.parse(text),
    bucket: named('AWS::S3::Bucket', 'Runs'),
    functions: {
      inventory: named('AWS::Lambda::Function', 'Inventory'),
      verifier: named('AWS::Lambda::Function', 'Verifier'),
      summary: named('AWS::Lambda::Function', 'Summary'),
    },
  };
}
