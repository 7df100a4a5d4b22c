import type { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { expect } from 'vitest';
import type { ManagedTwilioSecretProps } from '../../../../infra/constructs/managed-secret/managed-twilio-secret-props.ts';
import { ManagedTwilioSecret } from '../../../../infra/constructs/managed-twilio-secret.ts';
import { synthesisedOnce, templateOf, testStack } from '../../synthesise.ts';
import { alertTopic } from '../monitoring/watched-functions.ts';

export const ADMIN_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio/admin-AbCdEf';

type Props = Partial<ManagedTwilioSecretProps>;

/** A stack with one managed secret: an Auth Token whose failed rotations somebody hears of. */
export function stackWith(props: Props | ((stack: Stack) => Props) = {}): Stack {
  const stack = testStack('us-east-1');
  const given = typeof props === 'function' ? props(stack) : props;
  new ManagedTwilioSecret(stack, 'Twilio', {
    type: 'auth-token',
    alertTopic: alertTopic(stack),
    ...given,
  });
  return stack;
}

/** The template of {@link stackWith}. */
export function secretTemplate(props: Props | ((stack: Stack) => Props) = {}): Template {
  // Props that a function makes belong to a stack of their own.
  if (typeof props === 'function') return templateOf(stackWith(props));
  return synthesisedOnce(ManagedTwilioSecret.name, props, () => stackWith(props));
}

/** Props of an API key that an imported admin secret rotates. */
export function apiKey(stack: Stack): Props {
  const adminSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Admin', ADMIN_ARN);
  return { type: 'api-key', adminSecret };
}

/** A resource of a template. */
export interface FoundResource {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The only resource of a type. */
export function only(template: Template, type: string): FoundResource {
  const found = Object.entries(template.findResources(type));
  expect(found).toHaveLength(1);
  const [[id, resource] = ['', undefined]] = found;
  return { id, properties: resource?.['Properties'] ?? {} };
}
