/** What mail programs on phones add under a text, in the usual languages. */
const DEVICE_FOOTERS: readonly RegExp[] = [
  // English: up to eight words after "Sent from", then at most an apology for typos.
  /^sent (?:from|via|with|using|by)(?: my| mobile)?(?:\s[^\s,.;:!?]+){0,8}(?:[.,;]?\s{1,3}(?:please )?(?:excuse|pardon|forgive|sorry).{0,60})?\.?$/iu,
  /^(?:get|download) outlook for (?:ios|android|mac)\b.{0,120}$/iu,
  /^from my (?:iphone|ipad|mobile|phone|android|samsung)(?:\s\S+){0,3}$/iu,
  /^.{0,30}\bfrom (?:my )?mobile$/iu,
  /^envoy[ée]e?s? (?:de|depuis|à partir d[eu]|via|avec|par)(?:\s\S+){1,10}$/iu,
  /^(?:t[ée]l[ée]charge[rz]|obtenez|obtenir) outlook pour (?:ios|android|mac).{0,120}$/iu,
  /^provenance\s?:\s?courrier pour windows.{0,40}$/iu,
  /^(?:von meine[mr]|vom|mit meine[mr]|diese nachricht wurde von meinem)\s.{1,90}\s?(?:gesendet|geschickt|verschickt)\.?$/iu,
  /^gesendet (?:mit|von|über)(?:\s\S+){1,10}$/iu,
  /^enviado (?:desde|do|de|del|a partir|via)(?:\s\S+){1,10}$/iu,
  /^(?:obtener|obter) outlook para .{0,120}$/iu,
  /^inviato (?:da|dal|dalla|con)(?:\s\S+){1,10}$/iu,
  /^(?:verstuurd|verzonden) (?:vanaf|vanuit|met|via)(?:\s\S+){1,10}$/iu,
  /^skickat? (?:från|fra|med)(?:\s\S+){1,10}$/iu,
  /^(?:hämta|hent) outlook (?:för|til|for) .{0,120}$/iu,
  /^sendt fra(?:\s\S+){1,10}$/iu,
  /^lähetetty\s.{2,60}$/iu,
  /^wysłane? z(?:\s\S+){1,10}$/iu,
  /^(?:отправлено|надіслано|відправлено) (?:с|из|з|зі|от|від)(?:\s\S+){1,10}$/iu,
  /^(?:发自我的|從我的|发送自|寄自).{1,40}$|^從我的.{1,30}傳送$/u,
  /^.{1,30}(?:から送信|에서 보냄)$/u,
  /^yahoo mail\s?[:：-].{0,80}$/iu,
];

/** "Sent from my iPhone" and its kin: a short line by itself. */
export function isDeviceFooter(line: string): boolean {
  const text = line
    .slice(0, 400)
    .replace(/\(?<?https?:\/\/[^\s<>()]{1,200}>?\)?/g, '')
    .replace(/[*_<>[\]()«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 0 && text.length <= 140 && DEVICE_FOOTERS.some((footer) => footer.test(text));
}
