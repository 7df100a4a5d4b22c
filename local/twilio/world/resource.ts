/** What a phone number can do. */
export interface PhoneNumberCapabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
  readonly fax: boolean;
}

/** A phone number (`PN…`) of one account; `phoneNumber` is E.164. */
export interface PhoneNumber {
  readonly sid: string;
  readonly accountSid: string;
  readonly phoneNumber: string;
  readonly capabilities: PhoneNumberCapabilities;
  readonly createdAt: Date;
}

/** A resource of which only name and owner matter: messaging service, verify service, application. */
export interface NamedResource {
  readonly sid: string;
  readonly accountSid: string;
  readonly friendlyName: string;
  readonly createdAt: Date;
}
