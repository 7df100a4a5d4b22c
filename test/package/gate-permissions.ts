import { stagesOf } from './stages.ts';
import { type Resource, resourcesOf } from './strangers-app.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What a template allows for a gate: IAM actions. */
export interface GatePermissions {
  readonly name: string;
  /** Of the role of the gate's action, on the gate's function. */
  readonly invoke: readonly string[];
  /** Of the role of the gate's function, on anything; none where another stack deploys it. */
  readonly answer: readonly string[];
}

/** The permissions of every gate of the one pipeline of a stack. */
export function gatePermissions(assembly: string, stack: string): readonly GatePermissions[] {
  const resources = resourcesOf(assembly, stack);
  const actions = stagesOf(resources).flatMap(({ Actions }) => Actions);
  return actions
    .filter(({ ActionTypeId }) => ActionTypeId.Category === 'Invoke')
    .map(({ Name: name, RoleArn, Configuration }) => {
      const named = idOf(Configuration['FunctionName']);
      const gate = resources.find(({ logicalId }) => logicalId === named);
      const invoke = statementsOf(resources, idOf(RoleArn)).filter(({ Resource }) =>
        JSON.stringify(Resource).includes(named),
      );
      const answer = statementsOf(resources, idOf(gate?.Properties['Role']));
      return { name, invoke: actionsOf(invoke), answer: actionsOf(answer) };
    });
}

/** The logical id that a reference names, or the text itself. */
function idOf(value: unknown): string {
  const [, id] = /^\{"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(JSON.stringify(value) ?? '') ?? [];
  return id ?? String(value);
}

function statementsOf(resources: readonly Resource[], role: string): readonly Statement[] {
  return resources
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => Properties as { Roles: unknown[]; PolicyDocument: Policy })
    .filter(({ Roles }) => Roles.some((one) => idOf(one) === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

interface Policy {
  readonly Statement: readonly Statement[];
}

function actionsOf(statements: readonly Statement[]): readonly string[] {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  return allowed.flatMap(({ Action }) => Action);
}
