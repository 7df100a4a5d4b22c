import { fillTemplate, type Scope } from '../data-path.ts';
import type { MapState } from '../definition.ts';
import type { Run } from '../run.ts';
import type { MapRun } from './map-run.ts';
import type { Child } from './run-children.ts';

const FILES = { succeeded: 'SUCCEEDED', failed: 'FAILED', aborted: 'PENDING' } as const;

/**
 * The result of a map: the outputs of its children in order, or where they were exported to.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export function resultOf(
  { ResultWriter: writer }: MapState,
  {
    scope,
    children,
    mapRun,
  }: { readonly scope: Scope; readonly children: readonly Child[]; readonly mapRun: MapRun },
  { ports, machine }: Run,
): unknown {
  if (writer === undefined) {
    return children.map(({ outcome }) => (outcome.kind === 'output' ? outcome.output : outcome));
  }
  const { Bucket, Prefix } = Object(fillTemplate(writer.Parameters, scope));
  const bucket = String(Bucket);
  const folder = `${Prefix}/${mapRun.arn.split(':').at(-1)}`;
  const put = (name: string, value: unknown): { readonly Key: string; readonly Size: number } => {
    const Key = `${folder}/${name}`;
    const body = Buffer.from(JSON.stringify(value));
    ports.objects.put(bucket, { key: Key, body, contentType: 'application/json' });
    return { Key, Size: body.length };
  };
  const files = Object.entries(FILES).map(([state, name]) => {
    const ofState = children.filter((child) => child.state === state);
    const details = ofState.map((child) => describe(child, machine.arn));
    return [name, details.length === 0 ? [] : [put(`${name}_0.json`, details)]] as const;
  });
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRun.arn,
    ResultFiles: Object.fromEntries(files),
  };
  const { Key } = put('manifest.json', manifest);
  return { MapRunArn: mapRun.arn, ResultWriterDetails: { Bucket: bucket, Key } };
}

function describe(child: Child, StateMachineArn: string): object {
  const { execution, input, outcome, stoppedAt } = child;
  return {
    ExecutionArn: execution.arn,
    Name: execution.name,
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    Output: outcome.kind === 'output' ? JSON.stringify(outcome.output) : undefined,
    OutputDetails: outcome.kind === 'output' ? { Included: true } : undefined,
    Error: outcome.kind === 'fault' ? outcome.error : undefined,
    Cause: outcome.kind === 'fault' ? outcome.cause : undefined,
    StartDate: execution.startedAt,
    StopDate: stoppedAt,
    StateMachineArn,
    Status: child.state.toUpperCase(),
  };
}
