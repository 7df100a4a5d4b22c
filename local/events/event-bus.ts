import { type BoundedLog, createBoundedLog } from '../aws/bounded-log.ts';
import type { EventPattern } from './event-pattern.ts';
import {
  type InputTransformer,
  type RuleIdentity,
  transformInput,
  valueAt,
} from './input-transformer.ts';

/** An event on the default bus, as AWS services send them. `detail` is JSON. */
export interface LocalEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What a target gets: the event, a part of it, a constant text, or a text made from it. */
export type TargetInput =
  | { readonly kind: 'event' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'transformed'; readonly transformer: InputTransformer };

/** Where the events of a rule go. */
export interface EventTarget {
  readonly arn: string;
  readonly input: TargetInput;
  /** Hands over the text. Throws where the target refuses it. */
  deliver(text: string): void;
}

/** A rule that is enabled. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly matches: EventPattern;
  readonly targets: readonly EventTarget[];
}

/** One event that a rule sent to one of its targets; `error`: why the target did not take it. */
export interface EventDelivery {
  readonly ruleName: string;
  readonly targetArn: string;
  readonly eventId: string;
  readonly text: string;
  readonly error?: string;
}

/** The default event bus of a stack. */
export interface EventBus {
  readonly rules: readonly EventRule[];
  /** Sends an event to the targets of every rule that it matches. Never throws because of a target. */
  put(event: LocalEvent): void;
  /** What was sent so far, oldest first: the invocations of EventBridge and the failed ones. */
  readonly deliveries: BoundedLog<EventDelivery>;
}

/** Makes a bus with its rules; EventBridge tries again for a day, this one does not. */
export function createEventBus(rules: readonly EventRule[], now: () => Date): EventBus {
  const deliveries = createBoundedLog<EventDelivery>();
  return {
    rules,
    deliveries,
    put: (event) => {
      for (const rule of rules) {
        if (!rule.matches(event)) continue;
        const identity = {
          ruleName: rule.name,
          ruleArn: rule.arn,
          ingestedAt: now().toISOString(),
        };
        for (const target of rule.targets) {
          const text = inputText(target.input, event, identity);
          const sent = { ruleName: rule.name, targetArn: target.arn, eventId: event.id, text };
          deliveries.add({ ...sent, ...tryToDeliver(target, text) });
        }
      }
    },
  };
}

function tryToDeliver(target: EventTarget, text: string): Pick<EventDelivery, 'error'> {
  try {
    target.deliver(text);
    return {};
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function inputText(input: TargetInput, event: LocalEvent, rule: RuleIdentity): string {
  switch (input.kind) {
    case 'event':
      return JSON.stringify(event);
    case 'path':
      return JSON.stringify(valueAt(event, input.path) ?? null);
    case 'constant':
      return input.text;
    case 'transformed':
      return transformInput(input.transformer, event, rule);
  }
}
