import { readFileSync } from 'node:fs';
import { CONFIGURATION_FILE, ENVIRONMENT_VARIABLES } from './contract.ts';
import { PreflightError } from './domain/model/preflight-error.ts';

/** What a function is told by its environment: the only reading of `process.env` in the functions. */
export interface FunctionSettings {
  readonly alertTopicArn: string | undefined;
  /** Absent: there is no chat. */
  readonly chatTopicArn?: string;
  /** Absent: nobody filters. */
  readonly serviceTopicArn?: string;
  readonly runsTable?: string | undefined;
  readonly twilioOrigin: string | undefined;
  readonly region: string | undefined;
  /** Names of the environments that a hook stands for; empty where the variable holds only commas. */
  readonly environments?: readonly string[];
  /** A whole number above 0; absent where the variable is unset or no such number. */
  readonly healthMaxAgeSeconds?: number;
  /** Value of the dimension `service` of metrics. */
  readonly service?: string;
}

export function readFunctionSettings(): FunctionSettings {
  const environments = present(process.env[ENVIRONMENT_VARIABLES.environments]);
  const service = present(process.env[ENVIRONMENT_VARIABLES.service]);
  const healthMaxAgeSeconds = Number(process.env[ENVIRONMENT_VARIABLES.healthMaxAgeSeconds]);
  const serviceTopicArn = present(process.env[ENVIRONMENT_VARIABLES.serviceTopicArn]);
  const chatTopicArn = present(process.env[ENVIRONMENT_VARIABLES.chatTopicArn]);
  return {
    alertTopicArn: present(process.env[ENVIRONMENT_VARIABLES.alertTopicArn]),
    runsTable: present(process.env[ENVIRONMENT_VARIABLES.runsTable]),
    twilioOrigin: present(process.env[ENVIRONMENT_VARIABLES.twilioOrigin]),
    region: present(process.env['AWS_REGION']) ?? present(process.env['AWS_DEFAULT_REGION']),
    ...(environments === undefined ? {} : { environments: listed(environments) }),
    ...(service === undefined ? {} : { service }),
    ...(healthMaxAgeSeconds > 0 && Number.isInteger(healthMaxAgeSeconds)
      ? { healthMaxAgeSeconds }
      : {}),
    ...(serviceTopicArn === undefined ? {} : { serviceTopicArn }),
    ...(chatTopicArn === undefined ? {} : { chatTopicArn }),
  };
}

function listed(names: string): readonly string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** An empty variable counts as unset, as everywhere in AWS's tools. */
function present(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/**
 * The configuration that was deployed with the code: it lies beside the bundle.
 * Throws {@link PreflightError} `config.invalid` where it does not.
 */
export function readDeployedConfiguration(): string {
  try {
    return readFileSync(new URL(CONFIGURATION_FILE, import.meta.url), 'utf8');
  } catch (cause) {
    throw new PreflightError(
      `${CONFIGURATION_FILE} cannot be read beside the function's code; deploy the function again`,
      { code: 'config.invalid', fault: 'operator', cause },
    );
  }
}
