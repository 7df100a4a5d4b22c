import { describe, expect, it } from 'vitest';
import { alertFor } from '../../../../functions/domain/rendering/alert-for.ts';
import { failing, undecided } from './reports.ts';

const RUN = {
  runId: '1f2e3d4c-0000-4000-8000-000000000001',
  startedAt: '2026-11-22T03:00:00.000Z',
  trigger: 'pipeline',
  origin: { pipeline: 'storefront', executionId: '8a6a9625-39a1-476d-8dc3-bb804cb5f085' },
  place: { region: 'us-east-1', runbookUrl: 'https://wiki.example.com/runbook' },
} as const;

function ending(run: Parameters<typeof alertFor>[1], environment = failing()): string {
  return alertFor(environment, run).email.split('\n\n').at(-1) ?? '';
}

describe('the end of a mail', () => {
  it('is the command that retries the stage, the pipeline in the console, and the runbook', () => {
    expect(ending(RUN).split('\n')).toEqual([
      'When it is fixed, retry the stage; the release need not start again:',
      'aws codepipeline retry-stage-execution --pipeline-name storefront --pipeline-execution-id 8a6a9625-39a1-476d-8dc3-bb804cb5f085 --retry-mode FAILED_ACTIONS --region us-east-1 --stage-name "$(aws codepipeline list-action-executions --pipeline-name storefront --region us-east-1 --filter pipelineExecutionId=8a6a9625-39a1-476d-8dc3-bb804cb5f085 --query \'actionExecutionDetails[?status==`Failed`]|[0].stageName\' --output text)"',
      'Pipeline: https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/storefront/executions/8a6a9625-39a1-476d-8dc3-bb804cb5f085/timeline?region=us-east-1',
      'Runbook: https://wiki.example.com/runbook#credentialrejected',
    ]);
  });

  it('leads to the console of the partition', () => {
    const place = { ...RUN.place, region: 'us-gov-west-1' };
    expect(ending({ ...RUN, place })).toContain(
      'Pipeline: https://us-gov-west-1.console.amazonaws-us-gov.com/codesuite/',
    );
  });

  it.each([
    ['a pipeline that is not named', { ...RUN, origin: {} }],
    ['a name that a shell would obey', { ...RUN, origin: { ...RUN.origin, pipeline: '$(id)' } }],
    ['an execution that is none', { ...RUN, origin: { ...RUN.origin, executionId: 'x;id' } }],
  ])('has no command and no link for %s', (_name, run) => {
    expect(ending(run)).toBe('Runbook: https://wiki.example.com/runbook#credentialrejected');
  });

  it('has no command where the gate is open, and no Region where none is known', () => {
    const { place: _none, ...run } = RUN;
    expect(ending(run, failing({ mode: 'shadow', blocked: false }))).toBe(
      'Runbook: docs/runbook.md#credentialrejected',
    );
    expect(ending(run)).not.toMatch(/--region|console/);
  });

  it('has no heading for a cause that was not found', () => {
    const { diagnosis: _none, ...environment } = failing();
    expect(ending({ ...RUN, origin: {} }, environment)).not.toContain('Runbook');
  });
});

describe('an SMS of an inconclusive verdict', () => {
  it('says that it could not check, and proves nothing', () => {
    const { sms } = alertFor(undecided(), RUN);
    expect(sms).toMatch(/^BLOCKED production, could not check: Twilio answered 503/);
    expect(sms).not.toMatch(/proven|inconclusive/i);
  });
});
