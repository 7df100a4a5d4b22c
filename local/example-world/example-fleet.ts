import type { ConfiguredFleet } from '../../functions/configuration/configuration.ts';
import { addAccount } from '../twilio/world/accounts.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';
import { issueCredential } from './credentials.ts';
import { createExampleEnvironment, type Worlds } from './example-environment.ts';
import type { ExampleEnvironment, SecretFields } from './example-world.ts';
import { managedSecret } from './managed-secret.ts';

/** What is wrong with three members: each has a cause of its own. */
export interface BrokenMembers {
  /** Its key was rotated at Twilio, and not in its secret. */
  readonly rotated: ExampleEnvironment;
  /** Its secret holds the key of a customer who left: a live one, of another account. */
  readonly former: ExampleEnvironment;
  /** Its secret has no credential in it. */
  readonly empty: ExampleEnvironment;
}

/** A fleet at Twilio and in Secrets Manager, in which everything is right. */
export interface ExampleFleet {
  readonly members: readonly ExampleEnvironment[];
  /** Breaks three members; `putGoodSecret` of each makes it right again. Throws for a fleet of less than four. */
  break(): BrokenMembers;
  /** Every secret value there is or was, so that a test can look for leaks. Never print them. */
  secretValues(): readonly string[];
}

/**
 * Fills both worlds with so many members below one parent, named `customer-0001` and on, and puts the list of
 * them where the fleet declares it. Throws for a fleet whose list is no object in S3.
 */
export function seedExampleFleet(
  { template, members: source }: ConfiguredFleet,
  count: number,
  { aws, twilio }: Worlds,
): ExampleFleet {
  if (source.kind !== 'objects') throw new Error('The example fleet is listed in an object of S3.');
  const past = new Set<string>();
  const parent = addAccount(twilio.world, { sid: template.account.parentSid });
  const { secret, account, ...rest } = template;
  const add = (name: string): ExampleEnvironment => {
    const { sid } = addAccount(twilio.world, { ownerSid: parent.sid });
    const declared = {
      ...rest,
      name,
      secret: { ...secret, id: secret.id.replaceAll('{member}', name) },
      account: { ...account, sid, shared: false },
      watchEveryMinutes: 60,
    };
    return createExampleEnvironment(declared, { aws, twilio, past });
  };
  const members = Array.from({ length: count }, (_, index) =>
    add(`customer-${String(index + 1).padStart(4, '0')}`),
  );
  const lines = members.map(({ name, accountSid }) => `${name},${accountSid}\n`);
  aws.objects.createBucket(source.bucket);
  aws.objects.put(source.bucket, {
    key: source.key,
    body: `member,accountSid\n${lines.join('')}`,
  });
  return {
    members,
    break: () => {
      const [rotated, former, empty] = [0.2, 0.5, 0.8].map(
        (share) => members[Math.floor(share * count)],
      );
      if (rotated === undefined || former === undefined || empty === undefined || count < 4) {
        throw new Error(`A fleet of ${count} has no three members to break.`);
      }
      rotated.rotateAtTwilio();
      former.putSecret({ value: formerCredential(template, parent.sid, twilio.world) });
      empty.putSecret({ value: {} });
      return { rotated, former, empty };
    },
    secretValues: () => [
      ...past,
      ...[...twilio.world.keys.values()].map(({ secret }) => secret),
      ...[...twilio.world.accounts.values()].flatMap(({ authTokens }) =>
        Object.values(authTokens).map(({ primary }) => primary),
      ),
    ],
  };
}

/** A credential of an account that is no member's and has no secret of its own. */
function formerCredential(
  { credential, secret, twilioRegion }: ConfiguredFleet['template'],
  ownerSid: string,
  world: TwilioWorld,
): SecretFields {
  const name = 'customer-who-left';
  const { sid } = addAccount(world, { ownerSid, friendlyName: name });
  const account = { sid, shared: false };
  const issued = issueCredential(world, { name, account, credential, twilioRegion });
  const isMainKey = credential.keyType === 'main';
  return managedSecret(issued, { fields: secret.fields, isMainKey }).fields;
}
