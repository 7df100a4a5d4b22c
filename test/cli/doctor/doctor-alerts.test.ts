import { describe, expect, it, vi } from 'vitest';
import { startLambda } from '../invoke/lambda-stand-in.ts';
import { CTO, doctor, GATE, OPS, openWorld, PHONE, startGate, subscribe } from './doctor-world.ts';

describe('doctor, of the alerts,', () => {
  it('says which addresses have not confirmed, left, or are not there, and what to do', async () => {
    const world = await openWorld({ email: [OPS, CTO, 'qa@example.com'] });
    subscribe(world, OPS, false);
    world.notifications.unsubscribe(subscribe(world, CTO));
    const { exitCode, bad } = await doctor(world, '--topic', world.topicArn);
    expect(exitCode).toBe(1);
    expect(bad).toEqual([
      {
        check: 'alerts.subscriptions',
        status: 'problem',
        message: `${OPS} (email) has not confirmed its subscription to the alerts, so it gets none.`,
        remedy: expect.stringContaining('Open the link in the mail'),
        command: expect.stringContaining(`aws sns subscribe --topic-arn ${world.topicArn}`),
      },
      expect.objectContaining({
        message: expect.stringContaining(`${CTO} (email) was unsubscribed`),
      }),
      expect.objectContaining({
        message: expect.stringContaining('qa@example.com (email) is declared'),
      }),
    ]);
  });

  it('learns the topics from the function, the service topic of those who filter and the chat too', async () => {
    const world = await openWorld({ email: [OPS, { address: CTO, minimumVerdict: 'fail' }] });
    subscribe(world, OPS);
    subscribe(world, CTO);
    const services = world.notifications.createTopic('services');
    const chat = world.notifications.createTopic('chat');
    await startGate({
      PREFLIGHT_ALERT_TOPIC_ARN: world.topicArn,
      PREFLIGHT_SERVICE_TOPIC_ARN: services,
      PREFLIGHT_CHAT_TOPIC_ARN: chat,
    });
    const { exitCode, bad } = await doctor(world, '--function', GATE);
    expect(exitCode).toBe(1);
    expect(bad).toMatchObject([
      { check: 'alerts.subscriptions', message: expect.stringMatching(/^cto@example\.com/) },
      { check: 'alerts.chat', message: `No chat is subscribed to ${chat}.` },
    ]);
    const endpoint = 'https://global.sns-api.chatbot.amazonaws.com';
    world.notifications.subscribe({ topicArn: chat, protocol: 'https', endpoint });
    world.notifications.subscribe({ topicArn: services, protocol: 'email', endpoint: CTO });
    expect(await doctor(world, '--function', GATE)).toMatchObject({ exitCode: 0, bad: [] });
  });

  it('does not look at subscriptions that nobody named, which is no fault', async () => {
    const { exitCode, bad } = await doctor(await openWorld());
    expect(exitCode).toBe(0);
    expect(bad).toMatchObject([
      {
        check: 'alerts.subscriptions',
        status: 'skipped',
        remedy: expect.stringContaining('--function'),
      },
    ]);
  });

  it('says that a topic is not there', async () => {
    const world = await openWorld({});
    const { exitCode, bad } = await doctor(world, '--topic', `${world.topicArn}-2`);
    expect(exitCode).toBe(1);
    expect(bad).toMatchObject([{ message: expect.stringContaining('Topic does not exist') }]);
  });

  it('warns of the SMS sandbox, where text messages are declared', async () => {
    const world = await openWorld({ sms: [PHONE] });
    subscribe(world, PHONE);
    world.notifications.setSmsSandbox(true);
    expect(await doctor(world, '--topic', world.topicArn)).toMatchObject({
      exitCode: 1,
      bad: [{ check: 'alerts.sms', message: expect.stringContaining('sandbox') }],
    });
    const other = await openWorld({ email: [] });
    other.notifications.setSmsSandbox(true);
    expect((await doctor(other, '--topic', other.topicArn)).exitCode).toBe(0);
  });

  it('has not looked at a function that may not be described with these credentials', async () => {
    const payload = { Message: 'User: arn:aws:iam::111122223333:user/dev is not authorized' };
    const lambda = await startLambda({ status: 403, errorType: 'AccessDeniedException', payload });
    const world = await openWorld({});
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', lambda.origin);
    const { exitCode, bad } = await doctor(world, '--function', GATE);
    expect(bad).toMatchObject([
      {
        check: 'function',
        status: 'unknown',
        message: expect.stringContaining('Allow the caller lambda:GetFunctionConfiguration'),
      },
    ]);
    expect(exitCode).toBe(3);
  });

  it.each([
    ['knows no topic', GATE, {}, 'has no alert topic'],
    ['is not there', 'None', {}, 'ResourceNotFoundException'],
  ])('says so where the function %s', async (...row) => {
    const [, name, variables, message] = row;
    const world = await openWorld({});
    await startGate(variables);
    const { exitCode, bad } = await doctor(world, '--function', name);
    expect(exitCode).toBe(1);
    expect(bad).toMatchObject([
      { check: 'function', status: 'problem', message: expect.stringContaining(message) },
    ]);
  });
});
