import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import type { CallOptions, Clock } from '../../functions/domain/model/ports.ts';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { shownFunction } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { columnsOf, type Io, wantsColour } from '../io.ts';
import { withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { usageError } from '../usage-error.ts';
import { exitCodeOfFindings, type Finding } from './finding.ts';
import { type AlertTopics, type FunctionQuestion, functionTopics } from './function-topics.ts';
import { lookAtAlerts } from './look-at-alerts.ts';
import { lookAtIdentity, lookAtSecrets } from './look-at-aws.ts';
import { lookAtConfiguration, lookAtNode } from './look-at-machine.ts';
import { lookAtTwilio } from './look-at-twilio.ts';
import { boundedDoctor } from './ports/bounded-doctor.ts';
import { composeDoctor } from './ports/compose-doctor.ts';
import { renderFindings } from './render-findings.ts';

/** After its signal a call may take so long to say how it ended. */
const GRACE_MS = 500;

/** All looks together; each has less. */
const LONGEST_MS = 20_000;

/**
 * `doctor`: looks at everything around a verification (this machine, the configuration, AWS, who is notified
 * of alerts, Twilio's hosts) and prints what to do. It reads no secret's value, sends no credential to
 * Twilio and changes nothing. Exit codes: see {@link exitCodeOfFindings}.
 */
export async function doctor(given: Arguments, io: Io): Promise<ExitCode> {
  if (given.has(OPTIONS.topic) && given.has(OPTIONS.function)) {
    throw usageError('Give --topic or --function: the function tells its topics by itself.');
  }
  const findings = await withProgress('Looking', io, () => look(given, io));
  io.signal.throwIfAborted();
  print(findings, given, io);
  return exitCodeOfFindings(findings);
}

async function look(given: Arguments, io: Io): Promise<readonly Finding[]> {
  const settings = readSettings(io.env);
  const { region } = settings;
  const compose = io.services?.composeDoctor ?? composeDoctor;
  const ports = boundedDoctor(compose(settings));
  const { configuration, finding } = lookAtConfiguration(given, io);
  const limit = { clock: ports.clock, limitMs: LONGEST_MS, parent: io.signal };
  return await withTimeLimit(limit, async (signal) => {
    const found = await Promise.all([
      lookAtIdentity(ports, region, { signal }).then((one) => [one]),
      configuration === undefined ? [] : lookAtSecrets(ports, configuration, { signal }),
      findTopics(given, region, { io, clock: ports.clock, signal }).then(
        async ({ topics, findings }) => [
          ...findings,
          ...(topics === undefined
            ? []
            : await lookAtAlerts(ports, topics, { signal, configuration })),
        ],
      ),
      lookAtTwilio(ports, configuration, { signal }),
    ]);
    return [lookAtNode(process.versions.node), finding, ...found.flat()];
  });
}

interface FoundTopics {
  readonly topics?: AlertTopics;
  readonly findings: readonly Finding[];
}

/** The topic that was named, or those of the function that was. */
async function findTopics(
  given: Arguments,
  region: string | undefined,
  { io, clock, signal }: Surroundings & CallOptions,
): Promise<FoundTopics> {
  const check = 'function';
  const functionName = given.value(OPTIONS.function);
  if (functionName === undefined) {
    const alerts = given.value(OPTIONS.topic);
    return { topics: { alerts, services: undefined, chat: undefined }, findings: [] };
  }
  try {
    const topics = await topicsInTime({ functionName, region, signal }, { io, clock });
    if (topics.alerts !== undefined) return { topics, findings: [] };
    const message = `${shownFunction(functionName)} has no alert topic: it notifies no one. Is it the gate?`;
    return { findings: [{ check, status: 'problem', message }] };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const isKnown = error.exitCode !== EXIT.inconclusive && !isDenied(error);
    const status = isKnown ? 'problem' : 'unknown';
    return { findings: [{ check, status, message: error.message }] };
  }
}

/** These credentials may not look; that says nothing of the function. */
function isDenied({ cause }: CommandError): boolean {
  return cause instanceof Error && cause.name === 'AccessDeniedException';
}

interface Surroundings {
  readonly io: Io;
  readonly clock: Clock;
}

/** A Lambda that does not answer is as one that cannot: nothing is known of the topics. */
async function topicsInTime(
  question: FunctionQuestion,
  { io, clock }: Surroundings,
): Promise<AlertTopics> {
  const ask = io.services?.functionTopics ?? functionTopics;
  try {
    return await withTimeLimit({ clock, parent: question.signal, graceMs: GRACE_MS }, (signal) =>
      ask({ ...question, signal }),
    );
  } catch (cause) {
    if (!(cause instanceof PreflightError)) throw cause;
    const exitCode = EXIT.inconclusive;
    throw new CommandError('No answer from Lambda in time.', { exitCode, cause });
  }
}

function print(findings: readonly Finding[], given: Arguments, { stdout, env }: Io): void {
  switch (given.choice(OPTIONS.format)) {
    case 'json':
      stdout.write(`${JSON.stringify({ schemaVersion: 1, findings }, null, 2)}\n`);
      return;
    case 'pretty':
      stdout.write(
        renderFindings(findings, { colour: wantsColour(stdout, env), columns: columnsOf(stdout) }),
      );
      return;
  }
}
