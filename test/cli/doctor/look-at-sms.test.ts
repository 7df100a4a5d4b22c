import { expect, it } from 'vitest';
import { lookAtSms } from '../../../cli/doctor/look-at-sms.ts';
import type { DoctorPorts } from '../../../cli/doctor/ports/doctor-ports.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const { signal } = new AbortController();

it.each([
  [0, 'problem', expect.stringContaining('set-sms-attributes --attributes MonthlySpendLimit=1')],
  [1, 'ok', undefined],
])('of a limit of %i USD a month it says: %s', async (value, status, remedy) => {
  // Of all ports of doctor, these two are asked.
  const ports = {
    isInSmsSandbox: async () => ({ outcome: 'known', value: false }),
    smsSpendLimit: async () => ({ outcome: 'known', value }),
  } as unknown as DoctorPorts;
  const findings = await lookAtSms(ports, TOPIC, { numbers: [], signal });
  expect(findings).toContainEqual({
    check: 'alerts.sms',
    status,
    message: `Text messages may cost at most ${value} USD a month in this account; beyond that SNS sends none.`,
    remedy,
  });
});
