interface Advice {
  readonly codes: readonly number[];
  readonly text: string;
}

const SENDER =
  "See in the Console which account owns the sender: it must be the declared one. Correct testCall.from, or the environment's account or secret.";
const SENDER_UNFINISHED =
  'See in the Console whether the sender is a number of this account whose porting or hosting is finished, and able to do this.';
const DESTINATION =
  'Test with a number that answers, that can receive this kind of message and has not opted out: correct testCall.to.';
const CAMPAIGN =
  "See the state of the messaging service's A2P campaign and of the number's registration in the Console.";

/** Twilio's error codes, https://www.twilio.com/docs/api/errors, by what is to be done. */
const BY_CODE: readonly Advice[] = [
  { codes: [21660, 21210, 21212, 63007], text: SENDER },
  { codes: [21606, 21659, 30018, 30024], text: SENDER_UNFINISHED },
  {
    codes: [21701, 21703, 21704],
    text: 'Add a sender that reaches this country to the messaging service.',
  },
  {
    codes: [21215, 13227],
    text: "Allow calls to this country in the account's voice geographic permissions; a subaccount may follow its parent's.",
  },
  {
    codes: [21408],
    text: "Allow messages to this country in the account's SMS geographic permissions.",
  },
  {
    codes: [21219, 21608, 21654],
    text: 'Verify testCall.to in the Console, or upgrade the account and have its primary compliance profile approved: until then only verified numbers are reached.',
  },
  {
    codes: [10004, 20429],
    text: 'Wait until fewer calls are under way. An account without an approved compliance profile has two at once.',
  },
  {
    codes: [21211, 21265, 21610, 21612, 21614, 13224, 30003, 30005, 30006, 30008],
    text: DESTINATION,
  },
  {
    codes: [30004, 30007],
    text: 'The carrier blocks or filters it: see how the sender is registered, and test with another destination.',
  },
  {
    codes: [30032],
    text: 'Have the toll-free number verified: until then its messages are blocked.',
  },
  { codes: [30033, 30034, 30035], text: CAMPAIGN },
  {
    codes: [30022, 30023, 30027],
    text: 'Wait: the sender has reached a rate or a daily limit of its A2P registration.',
  },
  {
    codes: [30036],
    text: 'It was not delivered while it was valid: try again, and with another destination where it stays so.',
  },
  {
    codes: [30450, 30454],
    text: "See in the Console whether Twilio's protection against SMS pumping, or another limit of its own, stopped it.",
  },
  {
    codes: [30001, 30002, 90010],
    text: "See the account's state, balance and limits in the Console.",
  },
];

const BY_STATUS: Readonly<Record<string, string>> = {
  busy: 'The number was busy: let testCall.to answer by a machine, such as a number of yours with a voicemail.',
  'no-answer':
    'The call was not answered within 20 s: let testCall.to answer by a machine, such as a number of yours with a voicemail.',
  failed:
    "See the call or message in the Console's log: Twilio or the carrier could not reach the number.",
  undelivered: DESTINATION,
  canceled: 'See in the Console who canceled it.',
};

/** What to do about an error code, else about a final state; undefined where neither says anything. */
export function testCallAdvice(
  code: number | undefined,
  status: string | undefined,
): string | undefined {
  const byCode = BY_CODE.find(({ codes }) => code !== undefined && codes.includes(code))?.text;
  return byCode ?? BY_STATUS[status ?? ''];
}
