/** Environment variables that the stack sets and the functions read. */
export const ENVIRONMENT_VARIABLES = {
  alertTopicArn: 'PREFLIGHT_ALERT_TOPIC_ARN',
  /** Replaces Twilio's origin; loopback hosts only (the embedded world). */
  twilioOrigin: 'PREFLIGHT_TWILIO_ORIGIN',
} as const;

/** Name of the configuration inside a function's asset, beside its code. */
export const CONFIGURATION_FILE = 'preflight.config.json';

/** Name of the code file inside a function's asset; the handler is `index.handler`. */
export const BUNDLE_FILE = 'index.mjs';

/** Time limit of the gate function. */
export const GATE_TIMEOUT_SECONDS = 120;

/** Stack output names that users and the command line rely on. */
export const OUTPUTS = {
  gateFunctionName: 'GateFunctionName',
  alertTopicArn: 'AlertTopicArn',
} as const;
