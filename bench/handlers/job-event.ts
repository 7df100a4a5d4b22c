/** The part of CodePipeline's event that the compared handlers read. */
export interface JobEvent {
  readonly 'CodePipeline.job': {
    readonly id: string;
    readonly data: {
      readonly actionConfiguration: { readonly configuration: { readonly UserParameters: string } };
    };
  };
}

/** The event of a Lambda action that verifies `environment`. */
export function jobEvent(id: string, environment: string): JobEvent {
  const configuration = { FunctionName: 'gate', UserParameters: environment };
  return { 'CodePipeline.job': { id, data: { actionConfiguration: { configuration } } } };
}
