/** Pages that explain a cause, by their owners. */
export const HELP = {
  getSecretValue:
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html',
  secretAccess:
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
  restoreSecret:
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  secretFormat:
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-Twilio.html',
  lambdaAction:
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html',
  managedRotation:
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-Twilio.html',
  awsStatus: 'https://health.aws.amazon.com/health/status',
  twilioStatus: 'https://status.twilio.com',
  twilio20003: 'https://www.twilio.com/docs/api/errors/20003',
  twilio20005: 'https://www.twilio.com/docs/api/errors/20005',
  twilio20008: 'https://www.twilio.com/docs/api/errors/20008',
  twilio20404: 'https://www.twilio.com/docs/api/errors/20404',
  twilio20429: 'https://www.twilio.com/docs/api/errors/20429',
  twilio70051: 'https://www.twilio.com/docs/api/errors/70051',
  trustHub: 'https://www.twilio.com/docs/trust-hub',
  sending: 'https://www.twilio.com/docs/messaging/compliance/a2p-10dlc',
  phoneNumbers: 'https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource',
  regions: 'https://www.twilio.com/docs/global-infrastructure/manage-regional-api-credentials',
  apiKeys: 'https://www.twilio.com/docs/iam/api-keys',
  subaccounts: 'https://www.twilio.com/docs/iam/api/subaccounts',
  webhookSecurity: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  twilioErrors: 'https://www.twilio.com/docs/api/errors',
  account: 'https://www.twilio.com/docs/iam/api/account',
} as const;
