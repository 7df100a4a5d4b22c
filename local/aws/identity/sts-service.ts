import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import { type RoleStore, sessionCaller } from './role-store.ts';

/** AssumeRole and GetCallerIdentity; sessions are remembered in `roles`. */
export function createStsService(roles: RoleStore): Service {
  return {
    name: 'sts',
    operations: new Map([
      ['AssumeRole', assumeRole(roles)],
      ['GetCallerIdentity', getCallerIdentity],
    ]),
    resources: (input) => stringMembers(input, ['RoleArn']),
  };
}

const assumeRoleInput = {
  RoleArn: text(20, 2048),
  RoleSessionName: text(2, 64).regex(/^[\w+=,.@-]*$/),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600),
};

function assumeRole(roles: RoleStore): Operation {
  return defineOperation(assumeRoleInput, (input, { caller }) => {
    const request = {
      roleArn: input.RoleArn,
      sessionName: input.RoleSessionName,
      durationSeconds: input.DurationSeconds,
    };
    const { arn } = sessionCaller(request);
    if (roles.isRefused(input.RoleArn)) {
      const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`;
      throw new AwsError('AccessDenied', message, 403);
    }
    return {
      Credentials: roles.openSession(request),
      AssumedRoleUser: { AssumedRoleId: userId(arn), Arn: arn },
    };
  });
}

const getCallerIdentity: Operation = defineOperation({}, (_input, { caller }) => ({
  Arn: caller.arn,
  UserId: caller.roleArn === undefined ? 'AIDALOCALWORLD000000' : userId(caller.arn),
  Account: caller.accountId,
}));

/** The unique id of a role, and behind a colon the name of the session, which its ARN ends with. */
function userId(sessionArn: string): string {
  return `AROALOCALWORLD000000:${sessionArn.slice(sessionArn.lastIndexOf('/') + 1)}`;
}
