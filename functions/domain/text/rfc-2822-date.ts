/** The whole of a text that is a date as v2010 writes them (RFC 2822): `Thu, 30 Jul 2015 20:00:00 +0000`. */
export const RFC_2822_DATE: RegExp =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3]\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} [0-2]\d:[0-5]\d:[0-6]\d [+-]\d{4}$/;
