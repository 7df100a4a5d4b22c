import type { Configuration, ConfiguredEnvironment, ConfiguredSecret } from './configuration.ts';
import { type ConfigurationIssue, configurationIssue } from './configuration-issue.ts';
import { findContradictions } from './consistency/find-contradictions.ts';
import { parseJson } from './parse-json.ts';
import { findPastedSecrets } from './pasted-secrets.ts';
import { regionOfArn } from './schema/aws-rules.ts';
import { type ConfigurationSettings, configurationSchema } from './schema/configuration-schema.ts';
import { describeSchemaIssue } from './schema/describe-schema-issue.ts';
import type { EnvironmentSettings } from './schema/environment-schema.ts';
import { toAlerts } from './to-alerts.ts';
import { toFleet } from './to-fleet.ts';

/** A configuration that can be used, or everything that is wrong with the text. */
export type ConfigurationParse =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly issues: readonly ConfigurationIssue[] };

// Far above any configuration (fifty environments are 25 KB); keeps hostile input cheap.
const LONGEST_TEXT = 1_000_000;

/**
 * Parses the text of `preflight.config.json`. Never throws. Three steps, each only if the one before
 * found nothing: JSON and keys given twice; every setting by itself; settings taken together.
 * Defaults are filled in; a secret's Region is that of its ARN where it is not given.
 */
export function parseConfiguration(text: string): ConfigurationParse {
  if (text.length > LONGEST_TEXT) {
    return refuse([describeFile(`is longer than ${LONGEST_TEXT} characters`)]);
  }
  if (text.trim() === '') return refuse([describeFile('is empty')]);
  const json = parseJson(text);
  return json.ok ? parseSettings(json.value) : json;
}

function parseSettings(root: unknown): ConfigurationParse {
  const secrets = findPastedSecrets(root);
  // jitless: compiling the schema costs more than the one parse it would speed up.
  const parsed = configurationSchema.safeParse(root, { jitless: true, reportInput: true });
  if (!parsed.success || secrets.length > 0) {
    const paths = new Set(secrets.map(({ path }) => path));
    const issues = (parsed.error?.issues ?? []).flatMap(describeSchemaIssue);
    return refuse([...secrets, ...issues.filter(({ path }) => !paths.has(path))]);
  }
  const configuration = toConfiguration(parsed.data);
  const contradictions = findContradictions(configuration);
  return contradictions.length > 0 ? refuse(contradictions) : { ok: true, configuration };
}

function toConfiguration(settings: ConfigurationSettings): Configuration {
  const { environments = {}, fleet, auditor, alerts } = settings;
  return {
    environments: Object.entries(environments).map(([name, each]) => toEnvironment(name, each)),
    fleet: fleet && toFleet(fleet),
    auditor: auditor && { secret: withRegion(auditor.secret) },
    alerts: toAlerts(alerts),
  };
}

function toEnvironment(name: string, settings: EnvironmentSettings): ConfiguredEnvironment {
  return { name, ...settings, secret: withRegion(settings.secret) };
}

function withRegion(secret: ConfiguredSecret): ConfiguredSecret {
  const region = secret.region ?? regionOfArn(secret.id);
  return region === undefined ? secret : { ...secret, region };
}

function describeFile(problem: string): ConfigurationIssue {
  return configurationIssue({ path: [], problem, allowed: 'one JSON object' });
}

function refuse(issues: readonly ConfigurationIssue[]): ConfigurationParse {
  return { ok: false, issues };
}
