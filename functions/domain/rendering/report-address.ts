import { consoleAddress } from '../text/console-address.ts';
import type { AlertPlace } from './next-steps.ts';

/**
 * Where a person with access to the bucket opens the page of a run: in the S3 console, or by its address where
 * the Region is not known. Undefined where no page is kept. No presigned URL: each holder of one reads the page,
 * and messages are forwarded.
 */
export function reportLine(runId: string, place: AlertPlace | undefined): string | undefined {
  const { region, reports } = place ?? {};
  if (reports === undefined) return undefined;
  const { bucket, prefix } = reports;
  const key = `${prefix}${runId}.html`;
  return region === undefined
    ? `Report: s3://${bucket}/${key}`
    : `Report: ${consoleAddress(region)}/s3/object/${bucket}?region=${region}&prefix=${key}`;
}
