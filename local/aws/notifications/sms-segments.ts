/** How an SMS is cut into parts, which is what carriers deliver and bill. */
export interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly count: number;
}

// 3GPP TS 23.038 section 6.2.1, default alphabet; the escape character itself is left out.
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
// The extension table: each of these takes two septets.
const GSM_EXTENSION = new Set('\f^{}\\[~]|€');

/**
 * Counts the parts of an SMS text.
 *
 * GSM-7 carries 160 septets in one part or 153 in each of several; a single character outside its
 * alphabet turns the whole text into UCS-2, with 70 or 67 UTF-16 units.
 */
export function smsSegments(text: string): SmsSegments {
  const characters = [...text];
  const isGsm = characters.every((c) => GSM_BASIC.has(c) || GSM_EXTENSION.has(c));
  if (!isGsm) return { encoding: 'UCS-2', count: parts(text.length, 70, 67) };
  const septets = characters.length + characters.filter((c) => GSM_EXTENSION.has(c)).length;
  return { encoding: 'GSM-7', count: parts(septets, 160, 153) };
}

function parts(units: number, single: number, each: number): number {
  return units <= single ? 1 : Math.ceil(units / each);
}
