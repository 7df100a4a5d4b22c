import { z } from 'zod';
import { TWILIO_REGIONS } from '../world/account.ts';
import { addApiKey, deleteApiKey } from '../world/api-keys.ts';
import { addOAuthApp, deleteOAuthApp } from '../world/oauth-apps.ts';
import {
  addApplication,
  addMessagingService,
  addPhoneNumber,
  addVerifyService,
  deleteResource,
} from '../world/resources.ts';
import { changeSending } from '../world/sending.ts';
import { CALL_OUTCOMES, DEFAULT_TELEPHONY, MESSAGE_OUTCOMES } from '../world/telephony.ts';
import { DEFAULT_WORLD_SETTINGS, KEY_TYPES } from '../world/twilio-world.ts';
import { type WorldChange, worldChange } from './world-change.ts';

const text = z.string().optional();
const capability = z.boolean().optional();
const named = { accountSid: z.string(), friendlyName: text, sid: text };
const refusal = z.strictObject({ status: z.int().min(400).max(499), code: z.int() }).optional();

/** Changes of API keys, resources and settings, by their name in the control call. */
export const RESOURCE_CHANGES: Readonly<Record<string, WorldChange>> = {
  'add-key': worldChange(
    {
      accountSid: z.string(),
      keyType: z.enum(KEY_TYPES),
      allow: z.array(z.string()).optional(),
      region: z.enum(TWILIO_REGIONS).optional(),
      friendlyName: text,
      createdAt: z.coerce.date().optional(),
    },
    (world, options) => {
      const { sid, secret } = addApiKey(world, options);
      return { sid, secret };
    },
  ),
  'delete-key': worldChange({ sid: z.string() }, (world, { sid }) => {
    deleteApiKey(world, sid);
    return {};
  }),
  'add-oauth-app': worldChange(
    {
      accountSid: z.string(),
      allow: z.array(z.string()).optional(),
      ttlSeconds: z.int().min(60).max(2_592_000).optional(),
    },
    (world, options) => {
      const { clientId, clientSecret } = addOAuthApp(world, options);
      return { clientId, clientSecret };
    },
  ),
  'delete-oauth-app': worldChange({ clientId: z.string() }, (world, { clientId }) => {
    deleteOAuthApp(world, clientId);
    return {};
  }),
  'add-phone-number': worldChange(
    {
      accountSid: z.string(),
      phoneNumber: z.string(),
      capabilities: z
        .strictObject({ voice: capability, sms: capability, mms: capability, fax: capability })
        .optional(),
      sid: text,
    },
    (world, options) => ({ ...addPhoneNumber(world, options) }),
  ),
  'add-messaging-service': worldChange(named, (world, options) => ({
    ...addMessagingService(world, options),
  })),
  'add-verify-service': worldChange(named, (world, options) => ({
    ...addVerifyService(world, options),
  })),
  'add-application': worldChange(named, (world, options) => ({
    ...addApplication(world, options),
  })),
  'change-sending': worldChange(
    {
      accountSid: z.string(),
      blockedCalls: z.array(z.string()).optional(),
      blockedMessages: z.array(z.string()).optional(),
      senders: z.record(z.string(), z.array(z.string())).optional(),
      campaigns: z
        .record(
          z.string(),
          z.array(z.strictObject({ status: z.string(), brandSid: z.string(), mock: z.boolean() })),
        )
        .optional(),
      brands: z.record(z.string(), z.string()).optional(),
      tollfree: z.record(z.string(), z.string()).optional(),
      profiles: z.array(z.string()).optional(),
    },
    (world, { accountSid, ...changes }) => {
      changeSending(world, accountSid, changes);
      return {};
    },
  ),
  'delete-resource': worldChange({ sid: z.string() }, (world, { sid }) => {
    deleteResource(world, sid);
    return {};
  }),
  'change-settings': worldChange(
    {
      missingPermissionStatus: z.literal([401, 403]).optional(),
      inactiveAccount: refusal,
      keySidInPath: refusal,
      oauthRefusal: refusal,
      accountsApiMessage: z
        .enum(['Authentication Error - invalid username', 'Authenticate'])
        .optional(),
    },
    (world, change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      world.settings = { ...world.settings, ...Object.fromEntries(given) };
      return { ...world.settings };
    },
  ),
  // What is not given is as it is without any change.
  'set-telephony': worldChange(
    {
      call: z.enum(CALL_OUTCOMES).optional(),
      message: z.enum(MESSAGE_OUTCOMES).optional(),
      errorCode: z.int().nullable().optional(),
      refusal: z
        .strictObject({ status: z.int().min(400).max(599), code: z.int(), message: z.string() })
        .optional(),
      stepMs: z.int().min(0).optional(),
      listLagMs: z.int().min(0).optional(),
      priceLagMs: z.int().min(0).optional(),
    },
    (world, change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      world.telephony = { ...DEFAULT_TELEPHONY, ...Object.fromEntries(given) };
      return { ...world.telephony };
    },
  ),
  'reset-settings': worldChange({}, (world) => {
    world.settings = DEFAULT_WORLD_SETTINGS;
    return { ...world.settings };
  }),
};
