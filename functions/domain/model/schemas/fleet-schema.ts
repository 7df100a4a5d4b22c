import * as z from 'zod';
import { checkSchema } from './report-schema.ts';
import { idOf, list, open, optionalText, text, verdict } from './shapes.ts';

const member = {
  member: text,
  verdict,
  /** Of a row of `all-causes.ts`; absent for a pass, and where none was found. */
  cause: z.optional(idOf()),
  /** One line, without the member's name; absent for a pass. */
  summary: optionalText,
};

const count = z.number().int().nonnegative();

/** One member's result, as a line of JSON. Members that a newer version adds are kept. */
export const memberResultSchema = open({ ...member, checks: list(checkSchema) });

/** The outcome of a fleet's run as JSON, `schemaVersion` 1. Members are only added. */
export const fleetReportSchema = open({
  schemaVersion: z.literal(1),
  runId: text,
  /** The worst of the members, `tolerate` considered: what is tolerated is `warn`. Of no members: `inconclusive`. */
  verdict,
  fleet: open({
    total: count,
    verdicts: open({ pass: count, warn: count, fail: count, inconclusive: count }),
    /** The most frequent first. */
    causes: list(open({ cause: idOf(), count })),
    /** The worst first; all of them are in the results. */
    worst: list(open(member)),
    /** Where every member's result lies: `s3://…`, or the path of a file. */
    results: optionalText,
  }),
});

export type MemberResult = z.infer<typeof memberResultSchema>;
/** Plain JSON, safe to print: it holds names, SIDs and sentences, never a secret value or a fingerprint. */
export type FleetReport = z.infer<typeof fleetReportSchema>;
