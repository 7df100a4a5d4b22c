import { isSid } from '../world/sid.ts';
import { type Answer, found, refuse, refuseNotFound } from './answer.ts';
import { type Call, refuseForeignAccount, refuseMissingPermission } from './authorize.ts';
import { answerCollection } from './collection.ts';
import { answerProductPage } from './paging.ts';
import { IAM_KEYS } from './product-collections.ts';
import { renderKeyWithPolicy } from './render-key.ts';

/** `GET /v1/Keys?AccountSid=AC…`: without the parameter 400/70001, since IAM requires it. */
export function answerIamKeys(call: Call): Answer {
  const accountSid = call.request.query.get('AccountSid') ?? '';
  if (!isSid(accountSid, 'AC')) {
    return refuse(400, 70001, 'Missing or invalid required parameter AccountSid');
  }
  return answerCollection(call, { collection: IAM_KEYS, accountSid }, answerProductPage);
}

/** `GET /v1/Keys/{SK}`: one key with its policy. */
export function answerIamKey(call: Call, sid: string): Answer {
  const name = `${IAM_KEYS.permission}/read`;
  const refusal = refuseMissingPermission(call, { name, manages: true });
  if (refusal !== undefined) return refusal;
  const key = call.world.keys.get(sid);
  if (key === undefined) return refuseNotFound(call.request.path);
  return refuseForeignAccount(call, key.accountSid) ?? found('Key', renderKeyWithPolicy(key));
}
