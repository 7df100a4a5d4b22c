/** A JSON object as Twilio sends it. */
export type JsonBody = Readonly<Record<string, unknown>>;

/** A status and a body, not yet written as JSON or XML. */
export interface Answer {
  readonly status: number;
  readonly body: JsonBody;
  /** Name of the XML element for the body, for v2010 URLs without `.json`. */
  readonly element: string;
}

/** Texts of Twilio's error codes (https://www.twilio.com/docs/api/errors). */
const CODE_MESSAGES: Readonly<Record<number, string>> = {
  10001: 'Account is not active',
  20003: 'Authenticate',
  20004: 'Method not allowed',
  20005: 'Account not active',
  20006: 'Access Denied',
  20007: 'Page size too large',
  20008: 'Resource not accessible with Test Account Credentials',
  20403: 'Account is forbidden from accessing this resource',
  20429: 'Too Many Requests',
  70001: 'Validation error',
  70051: 'Authorization Failed',
  90002: 'AccountSid is invalid',
  90010: 'Account is not active',
};

/** A resource, found. */
export function found(element: string, body: JsonBody): Answer {
  return { status: 200, body, element };
}

/**
 * An error in Twilio's classic shape: `code`, `message`, `more_info`, `status`. Without `message`
 * the text of the code is taken.
 */
export function refuse(status: number, code: number, message?: string): Answer {
  const body = {
    code,
    message: message ?? CODE_MESSAGES[code] ?? 'An error occurred',
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
  return { status, body, element: 'RestException' };
}

/** 404/20404; the message repeats the path, as Twilio's does. */
export function refuseNotFound(path: string): Answer {
  return refuse(404, 20404, `The requested resource ${path} was not found`);
}

/** 401/20003 "Authenticate": the username is known, but its secret is wrong or of no use here. */
export function refuseCredentials(): Answer {
  return refuse(401, 20003);
}

/** `Thu, 30 Jul 2015 20:00:00 +0000`: the dates of v2010 and IAM (RFC 2822). */
export function toRfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

/** `2015-07-30T20:00:00Z`: the dates of the product APIs, without milliseconds. */
export function toIsoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
