import * as codepipeline from '@aws-sdk/client-codepipeline';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as sns from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { awsModel, type WireAnswer } from './aws-model.ts';

const secrets = awsModel('client-secrets-manager', secretsManager);
const topics = awsModel('client-sns', sns);
const pipelines = awsModel('client-codepipeline', codepipeline);

const json = (body: object, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

const xml = (body: string, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

const listed = (member: string): WireAnswer =>
  xml(
    `<ListTopicsResponse><ListTopicsResult><Topics><member>${member}</member></Topics></ListTopicsResult></ListTopicsResponse>`,
  );

describe('an answer', () => {
  it.each([
    ['as the model has it', { Name: 'a', VersionStages: ['b'], CreatedDate: 1.5 }, []],
    ['with a made-up member', { Nmae: 'a' }, ['GetSecretValue.Nmae is made up']],
    [
      'with a wrong type',
      { CreatedDate: 'x' },
      ['GetSecretValue.CreatedDate is of the wrong type'],
    ],
    ['with a text for a list', { VersionStages: 'b' }, ['GetSecretValue.VersionStages is no list']],
    ['with null', { Name: null }, ['GetSecretValue.Name is of the wrong type']],
  ])('%s', (_what, body, found) => {
    expect(secrets.outputProblems('GetSecretValue', json(body))).toEqual(found);
  });

  it('lacks a member that the model requires', () => {
    expect(pipelines.outputProblems('RollbackStage', json({}))).toEqual([
      'RollbackStage.pipelineExecutionId is missing',
    ]);
  });

  it('is read from XML too', () => {
    expect(topics.outputProblems('ListTopics', listed('<TopicArn>a</TopicArn>'))).toEqual([]);
    expect(topics.outputProblems('ListTopics', listed('<Arn>a</Arn>'))).toEqual([
      'ListTopics.Topics.0.Arn is made up',
    ]);
  });
});

describe('an error', () => {
  const refused = (__type: string, more: object = {}, status = 400): WireAnswer =>
    json({ __type, message: 'm', ...more }, status);

  it.each([
    ['that is declared', refused('ResourceNotFoundException'), []],
    ['that every service has', refused('ThrottlingException'), []],
    ['of nobody', refused('NotFound'), ['NotFound is no error of the service']],
    [
      'of another operation',
      refused('PublicPolicyException'),
      ['GetSecretValue does not declare PublicPolicyException'],
    ],
    [
      'with a made-up member',
      refused('DecryptionFailure', { KeyId: 'k' }),
      ['DecryptionFailure has no member KeyId'],
    ],
    [
      'with another status',
      refused('ResourceNotFoundException', {}, 404),
      ['ResourceNotFoundException has the status 404'],
    ],
  ])('%s', (_what, answer, found) => {
    expect(secrets.errorProblems('GetSecretValue', answer)).toEqual(found);
  });

  it('has its name of the Query protocol in XML', () => {
    const body = (code: string): string =>
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`;
    expect(topics.errorProblems('Publish', xml(body('NotFound'), 404))).toEqual([]);
    expect(topics.errorProblems('Publish', xml(body('NotFoundException'), 404))).toEqual([
      'NotFoundException is no error of the service',
    ]);
  });
});
