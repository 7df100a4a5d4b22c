import { Stack } from 'aws-cdk-lib';
import { CfnPipeline, type IPipeline } from 'aws-cdk-lib/aws-codepipeline';

/** The gate's bound for `pipeline` in its parameters, and CodePipeline's for a pipeline's name. */
const LONGEST_LABEL = 100;

/**
 * How an alert names the pipeline: by its name where it was given one, else by its path in the app, with
 * hyphens for slashes. The
 * name that CloudFormation makes up is not to be had here: a pipeline's definition cannot refer to the
 * pipeline itself.
 */
export function pipelineLabel(pipeline: IPipeline): string {
  const { defaultChild } = pipeline.node;
  const name: unknown =
    defaultChild instanceof CfnPipeline ? Stack.of(pipeline).resolve(defaultChild.name) : undefined;
  const label = typeof name === 'string' ? name : pipeline.node.path;
  // The gate repeats only what CodePipeline allows in a name.
  return label.replaceAll(/[^A-Za-z0-9.@_-]+/g, '-').slice(-LONGEST_LABEL);
}
