import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { composeClock } from '../functions/compose-clock.ts';
import { withTimeLimit } from '../functions/domain/concurrency/time-limit.ts';
import { shownArgument } from './arguments/shown-argument.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import type { Io } from './io.ts';
import { readSettings } from './settings.ts';

/** What AWS answers to credentials that have ended, or never were any. */
const ENDED = /Expired|InvalidClientTokenId|UnrecognizedClient/;
const TIMEOUT_MS = 3_000;
/** For all of it: a person may have to answer the program that gives credentials. */
const LONGEST_MS = 60_000;

/**
 * Makes sure that there are AWS credentials, before anything else is asked. Credentials of a session are
 * tried once (sts:GetCallerIdentity, which needs no permission): only AWS knows whether it has ended. An
 * STS that gives no answer says nothing about them. Throws `CommandError` (2) that names what is missing
 * and the command to run, in one line.
 */
export async function requireSignIn({
  env,
  signal: parent,
  services = {},
}: SignInIo): Promise<void> {
  const limit = {
    clock: services.clock ?? composeClock(),
    limitMs: LONGEST_MS,
    parent,
    graceMs: 0,
  };
  try {
    await withTimeLimit(limit, (signal) => (services.signIn ?? signIn)({ env, signal }));
  } catch (cause) {
    const missing = missingSignIn(cause, env['AWS_PROFILE'] || undefined);
    if (missing === undefined) return;
    throw new CommandError(missing, { exitCode: EXIT.configuration, cause });
  }
}

type SignInIo = Pick<Io, 'env' | 'signal' | 'services'>;

/** ARN of the caller, for the record (sts:GetCallerIdentity); undefined where STS does not say it. */
export async function callerArn({
  env,
  signal: parent,
  services = {},
}: SignInIo): Promise<string | undefined> {
  const clock = services.clock ?? composeClock();
  const limit = { clock, limitMs: 2 * TIMEOUT_MS, parent, graceMs: 0 };
  try {
    return await withTimeLimit(limit, (signal) =>
      (services.askCallerArn ?? askCallerArn)({ env, signal }),
    );
  } catch {
    return undefined;
  }
}

/** Rejects with the error of the SDK. */
export async function askCallerArn(io: Pick<Io, 'env' | 'signal'>): Promise<string | undefined> {
  return await withSts(io, async (client) => {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: io.signal });
    return Arn;
  });
}

/** Loads the credentials, and tries those of a session. Rejects with the error of the SDK. */
export async function signIn(io: Pick<Io, 'env' | 'signal'>): Promise<void> {
  await withSts(io, async (client) => {
    const { sessionToken } = await client.config.credentials();
    if (sessionToken === undefined) return;
    await client.send(new GetCallerIdentityCommand({}), { abortSignal: io.signal });
  });
}

async function withSts<T>(
  { env }: Pick<Io, 'env'>,
  work: (client: STSClient) => Promise<T>,
): Promise<T> {
  const client = new STSClient({
    // In their own partition: elsewhere AWS answers as to a session that has ended.
    region: readSettings(env).region ?? regionOfProfile,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: TIMEOUT_MS,
      requestTimeout: TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** Where none is set the command itself says so, if it needs one. */
function regionOfProfile(): Promise<string> {
  return new STSClient({}).config.region().catch(() => 'us-east-1');
}

function missingSignIn(error: unknown, profile: string | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const command = signInCommand(profile);
  if (error instanceof STSServiceException) {
    return ENDED.test(error.name)
      ? `Your AWS session has ended (${error.name}). Run: ${command}`
      : undefined;
  }
  if (error.name !== 'CredentialsProviderError' && error.name !== 'TokenProviderError') {
    return undefined;
  }
  return profile === undefined
    ? `You are not signed in to AWS. Run: ${command} (or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)`
    : `The AWS profile ${shownArgument(profile)} gives no credentials: it is not configured, or its session has ended. Run: ${command} (aws configure list-profiles shows the names)`;
}

/** A name that means something to a shell is left to the person. */
function signInCommand(profile: string | undefined): string {
  return profile !== undefined && /^[\w.@+-]+$/.test(profile)
    ? `aws sso login --profile ${profile}`
    : 'aws sso login';
}
