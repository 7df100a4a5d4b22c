import { z } from 'zod';
import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-value.ts';
import { resolveTree } from './resolve-value.ts';

/** What the resource policies of a stack allow an AWS service to do. */
export interface ServicePermissions {
  /** Whether the topic's policy lets the service publish. */
  mayPublish(service: string, topicArn: string): boolean;
  /** Whether a permission of the function lets the service invoke it; by its name or ARN. */
  mayInvoke(service: string, functionName: string): boolean;
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const topicPolicySchema = z.object({
  Topics: z.array(z.string()),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Action: oneOrMore,
        Principal: z.object({ Service: oneOrMore.optional() }).or(z.string()),
      }),
    ),
  }),
});

const permissionSchema = z.object({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
});

/**
 * Reads topic policies and Lambda permissions, so that a rule whose target is not open to EventBridge
 * delivers nothing here either. Conditions of a statement are taken as met; a KMS key of the topic is
 * not looked at.
 */
export function servicePermissions(
  { resources }: StackAssembly,
  references: References,
): ServicePermissions {
  const ofType = (wanted: string): readonly unknown[] =>
    resources
      .filter(({ type }) => type === wanted)
      .map(({ properties }) => resolveTree(properties, references));
  const policies = ofType('AWS::SNS::TopicPolicy').map((each) => topicPolicySchema.parse(each));
  const permissions = ofType('AWS::Lambda::Permission').map((each) => permissionSchema.parse(each));
  return {
    mayPublish: (service, topicArn) =>
      policies
        .filter(({ Topics }) => Topics.includes(topicArn))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .some(
          ({ Effect, Action, Principal }) =>
            Effect === 'Allow' &&
            Action.some((action) => /^sns:(?:publish|\*)$/i.test(action)) &&
            typeof Principal === 'object' &&
            Principal.Service?.includes(service) === true,
        ),
    mayInvoke: (service, functionName) =>
      permissions.some(
        ({ Action, Principal, FunctionName }) =>
          Action === 'lambda:InvokeFunction' &&
          Principal === service &&
          FunctionName === functionName,
      ),
  };
}
