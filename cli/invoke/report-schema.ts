import * as z from 'zod';
import type { CauseId } from '../../functions/domain/model/cause-id.ts';
import type { CheckId, Notice, Report } from '../../functions/domain/model/report.ts';

// Ids may be those of a newer gate: their form is checked, what is decided on (verdicts) exactly.
const ID = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;
const checkId = z.custom<CheckId>((value) => typeof value === 'string' && ID.test(value));
const noticeCode = z.custom<Notice['code']>((value) => typeof value === 'string' && ID.test(value));
const causeId = z.custom<CauseId>((value) => typeof value === 'string' && ID.test(value));

const text = z.string().max(20_000);
const texts = z.array(text);
const optionalText = z.exactOptional(text);
const count = z.number().nonnegative();
const verdict = z.enum(['pass', 'warn', 'inconclusive', 'fail']);
const confidence = z.enum(['proven', 'likely', 'possible']);

const check = z.looseObject({
  id: checkId,
  title: text,
  tier: z.enum(['offline', 'live', 'audit']),
  status: z.enum(['pass', 'warn', 'fail', 'inconclusive', 'skipped']),
  message: text,
  expected: optionalText,
  found: optionalText,
  durationMs: count,
});

const diagnosis = z.looseObject({
  cause: causeId,
  confidence,
  summary: text,
  evidence: texts,
  remediation: z.array(z.looseObject({ text, command: optionalText })),
  helpUrl: text,
  alternatives: z.array(z.looseObject({ cause: causeId, confidence })),
});

const credential = z.looseObject({
  kind: z.enum(['api-key', 'auth-token', 'oauth-client', 'test']),
  accountSid: optionalText,
  apiKeySid: optionalText,
  keyType: z.exactOptional(z.enum(['standard', 'main', 'restricted'])),
  secretId: text,
  versionId: optionalText,
  versionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']),
});

const environment = z.looseObject({
  name: text,
  mode: z.enum(['enforce', 'shadow']),
  verdict,
  blocked: z.boolean(),
  credential,
  checks: z.array(check),
  diagnosis: z.exactOptional(diagnosis),
  twilioRequests: count,
  twilioRequestIds: texts,
});

/** The report of contract 6 as it comes over the wire; keys that a newer gate adds are kept. */
export const reportSchema: z.ZodType<Report> = z.looseObject({
  schemaVersion: z.literal(1),
  runId: text,
  trigger: z.enum(['pipeline', 'manual', 'schedule', 'secret-change', 'alarm', 'cli', 'fleet']),
  startedAt: text,
  durationMs: count,
  verdict,
  environments: z.array(environment).min(1),
  notices: z.exactOptional(
    z.array(z.looseObject({ code: noticeCode, message: text, command: optionalText })),
  ),
});
