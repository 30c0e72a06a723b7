/*
 * What mail hosts say, by reason, in the order in which a notice is asked: the first that holds wins, so what is particular
 * stands before what is general, and a reason may stand twice. ` * ` joins pieces that follow each other. Lower case, one
 * blank, straight quotes (text.ts, `flat`). The words are those of the servers themselves: Postfix, Exim, sendmail, qmail,
 * Exchange, Gmail, Yahoo, Outlook.com, Domino, Courier, French and Japanese carriers, in the languages they speak.
 */

/** A reason and the phrases that tell it. */
export type PhraseTable = readonly (readonly [reason: string, phrases: readonly string[]])[];

/** `reason: phrase | phrase`, a line that begins with blanks going on with the one before. */
function table(text: string): PhraseTable {
  return text
    .replace(/\n +/g, ' ')
    .trim()
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon),
        line
          .slice(colon + 1)
          .split(' | ')
          .map((phrase) => phrase.trim()),
      ];
    });
}

export const PHRASES = table(`
systemerror:
  domain's dns violates | several matches found | delivery to file forbidden | delivery to pipe forbidden |
  resolver.adr.badprimary | resolver.adr.invalidinsmtp | resolver.adr.ambiguous | temporary local problem |
  unable to contact ldap | after multiple retries, giving up
mailererror: mailer error | command output | command died | procmail
filtered: cannot route mail to user | recipient preferences
virusdetected: illegal attachment | virus | malware | trojan | worm | infected
spamdetected:
  blacklisted url | uribl policy | antispam check | spam level exceeded | spam list | block for spam | spam refused |
  spam rejection | spam-like | spam-id
securityerror: security issue | retrieve credentials | callout verification | authentication is required
policyviolation: 5.7.9 header error | without solving a captcha | administrative prohibition | security policies
spamdetected: for spam | due to spam | - spam | probability of spam | spam probability
authfailure: sender is unauthenticated
suspend: blocked due to inactivity | archived recipient | destinataire archiv
notcompliantrfc: not rfc 5322 compliant | multiple subject | multiple from
speeding: unusual rate
mesgtoobig: class=size limit
exceedlimit: maximum size the user accepts | sendsizelimit
notaccept: indicated no smtp service | no host found for existing smtp connection | reject all mails
networkerror:
  failure in mx lookup | family mismatch on destination mx | forwarded more than the maximum allowed |
  wasn't able to establish an smtp connection | dns lookup failed
hostunknown:
  unrouteable address | unroutable address | host address lookups failed | relevant mx records point to non-existent |
  host lookup did not complete
failedstarttls: does not support tls | tls is required, but was not offered | must issue a starttls
suppressed: suppression list
expired: message expired
notcompliantrfc: duplicate header
speeding: recipients this hour | recipients per hour | recipients per day | messages per hour | messages per day
rejected: sending to/from an address | recipient addresses rejected
syntaxerror:
  command parameter not implemented | command not implemented | syntax error | command unrecognized |
  unrecognized command | command not recognized | bad sequence of commands | command out of sequence | unknown command
networkerror:
  mxloopback | listed as a best-preference mx | cname lookup failed | dns server returned answer with no data |
  unable to resolve host | unable to find host | temporarily unable to resolve | host not found, try again |
  host name lookup failure * deferred | name server timeout | name server: try again |
  temporary failure in name resolution | temporary dns | mail loop | loops back to myself | routing loop |
  forwarding loop | delivered-to loop | too many hops | hop count exceeded | too many received |
  network is unreachable | network unreachable | host is unreachable | no route to host
policyviolation:
  local policy | our policy | policy violation | content policy | attachments of this type | attachment type |
  prohibited attachment | executable | disallowed content | policy reasons | host network not allowed |
  for policy reason | security policy
securityerror:
  5.7.0 must issue a starttls | sendernotauthenticated | authentication is required | login required | invalid login |
  bad username or password | relay without authentication | unauthenticated senders not allowed |
  authentication required | authrequired | smtp auth
notaccept:
  no mx record found | no mx found | no mx record exists | no smtp service here | does not accept any mail |
  does not accept email | not accept inbound | smtp service is not available | refuses all mail | no valid mx |
  find a mail exchanger | malformed or unexpected name server reply | mx record * is '.' | null mx | nullmx |
  domain does not accept mail | does not receive mail | no mail accepted
authfailure:
  spf (sender | spf -all | sender is not authenticated | not pass spf | spf hardfail | not authorized to use |
  does not match spf | is not permitted to send mail | not allowed to use this sender | arc validation |
  authentication information or fails to pass | not pass authentication checks | authentication checks failed |
  email is unauthenticated | unauthenticated mail | authentication results | not authenticated by spf |
  sender authentication | dmarc | unauthenticated email from | spf validation | spf check | spf fail | spf: |
  spf record | fails spf | sender policy framework | openspf | dkim | not authorized to send on behalf |
  is not allowed to send mail for | is not allowed to send mail from | sender id (pra)
exceedlimit:
  limit set by recipient | size * recipient can accept | recipsizelimit | for this recipient * too large |
  too large for this recipient | recipient's size limit | message size exceeds maximum limit for
mailboxfull:
  mailbox is over | exceeded its storage | exceeded their storage | exceeded the storage | quotaerror | user quota |
  users quota | mailbox space | storage allocation | storage exceeded | mailbox is temporarily full |
  recipient is over | inbox has exceeded | out of space | account storage | message box is full | space quota |
  maximum mailbox size | not enough free space | user exceeded | quota de messagerie | dépassement de quota |
  dépassé son quota | kontingent | ha superado la cuota | cota excedida | quota superata | mailbox full |
  mailbox is full | mail box full | mail box is full | mailbox too large | mailbox size limit exceeded |
  mailbox would exceed | mailbox to exceed | mailbox has exceeded | mailbox exceed | exceeded the local limit |
  mailbox over | mailbox quota | mailbox limit | inbox is full | inbox full | account is full | account full |
  user is full | over quota | overquota | overdrawn | over the quota | quota exceed | quota violation | quota is full |
  quota full | exceed * quota | exceeds allocated | exceeded storage | exceeds storage | storage quota |
  storage limit | out of storage | not enough storage | not enough space | no storage space |
  no space left for this user | mailfolder is full | mail file is full | mailbox does not have enough space |
  disk quota | quotaexceeded | maildir over | too much mail data | too many messages on this mailbox |
  message store * full | boîte * pleine | boite * pleine | boîte aux lettres * saturée | boîte * a dépassé |
  quota * dépassé | postfach * voll | speicherplatz * erschöpft | mailbox * überschritten | buzón * lleno |
  cuota * excedida | casella * piena | postvak * vol | caixa * cheia | skrzynka * pełna | ящик * переполнен | 容量
mesgtoobig:
  line limit exceeded | larger than the current system limit | too large for system | size exceeds |
  message data too big | exceeded the size | mail is too big | exceeds administrative limit |
  exceeds the maximum allowed | exceeds maximum | size greater than | sizelimit | mail size | message too big |
  message too large | message is too big | message is too large | message size exceed | message exceeds |
  message length exceeds | message file too big | message size limit | max message size | maximum message size |
  maximum size allowed | size limit exceeded | exceeded message size | exceeds the maximum size | exceeds size limit |
  exceeded maximum inbound message size | too big for system | taille * dépasse | message trop volumineux |
  nachricht * zu groß | demasiado grande
hasmoved:
  moved to | mailbox moved | new address is | recipient has moved | account has moved | has been replaced by |
  user has moved | address has changed | please try < | no longer here * new address | nouvelle adresse
norelaying:
  email address is not verified | relaying is not allowed | no relay | relay is not allowed | relay prohibited |
  relay rejected | relayed to | not local | relaying * denied | relaying this mail | domain isn't in |
  insecure mail relay | mail to * not permitted | we don't handle mail for | use of this server for sending |
  sender and recipient are both remote |
  this mail server requires authentication when attempting to send to a non-local | relay denied |
  relay access denied | relaying not permitted | relay not permitted | relay not allowed | relaying not allowed |
  relaying prohibited | relaying is prohibited | not permitted to relay | not allowed to relay | unable to relay |
  cannot relay | can't relay | don't relay | we do not relay | not a relay | open relay | relay operation rejected |
  must authenticate * relay | not in my list of allowed rcpthosts | isn't in my list of allowed rcpthosts |
  not a gateway | not one of our users | this system is not configured to relay | non-local recipient
requireptr:
  ptr resource record | dns ptr | no reverse | missing reverse | reverse-dns | lookup of reverse | ip address has no |
  invalid hostname * helo | does not have a ptr | hostname * not resolve | does not have a valid reverse |
  fix reverse | without reverse | cannot resolve your address | ip * resolve * hostname | unverifyable sending ip |
  unverifiable sending ip | cannot find your hostname | reverse dns | reverse hostname | reverse lookup | reverse map |
  rdns | ptr record | ptr entry | ptr lookup | no ptr | missing ptr | valid ptr | pointer record |
  ip name possibly forged | ip name lookup failed | hostname lookup failed | no matches to nameserver query |
  forward confirmed | fcrdns | unresolvable | does not resolve to
badreputation: rated as | reputation | senderscore | sender score
spamdetected:
  spam abuse | spam filter | spam engine | spam check | ube) | considered spam | contains spam | high spam |
  bulk email | junk | x-spam | triggered spam | looks like a spam | spam or | message content rejected |
  spam rejected | suspected spam | spamming | spam message | as spam | is spam | spam content | spam score |
  spam detected | probable spam | looks like spam | be spam | spam mail | spamassassin | unsolicited | unwanted mail |
  bulk mail | spam-like
virusdetected: infection | malicious | worm | virus | malware | infected | phish | trojan
toomanyconn:
  reciplimit | max number of connections | maximum number of connections | too much load | connection count |
  connections exceeded | simultaneous * connections | too many hosts | frequency limited | too many connections |
  too many concurrent | too many simultaneous | too many sessions | too many smtp sessions |
  too many open connections | connection rate limit | connection limit | concurrent connections |
  concurrent smtp connections | too many recipients | max connections
speeding:
  rate exceeded | sending too | too frequently | exceeding the | exceeds the maximum number of | excessive volume |
  message rate | mail rate | messages per | recipient rate | limit of messages | user limit exceeded |
  too many emails | try again later * too many | overquota for sending | rate limit | rate-limit | ratelimit |
  too quickly | too fast | receiving mail at a rate | receiving mail too | too many messages | too many mails |
  mails per | please slow down | throttl | exceeded the maximum number of messages | hourly limit | daily limit |
  sending limit | sending rate
blocked:
  (bl) | a problem occurred. (ask your postmaster | dnswl | ip is not allowed | ip address is not | ip has been |
  not accepted from this ip | your ip | sending ip | sender's ip | sending mta | mail server ip | network blocked |
  proofpoint | cloudmark | sender ip | traffic not accepted | not welcome | access denied, banned | banned sender |
  deny mail | we do not accept mail from | we don't accept mail from | no mail from | mail from your | blocked by |
  blocked using | blocked for | blocked due | blocked - | host rejected | host denied | hosts not allowed |
  not authorized to connect | closing connection | permanently deferred | graylist | grey list | command rejected |
  dial-up | dialup | dynamic host | dynamic pool | residential | open proxy | connection from | my name was rejected |
  server access | fake helo | invalid helo | invalid ehlo | refuses your | smtp server of your isp | aup# |
  banned sending | poor sender | listed by | listed on | refused connection | blacklist | black list | blocklist |
  block list | block-list | blackhole | dnsbl | rbl | spamhaus | spamcop | sorbs | barracuda | ip * blocked |
  ip * listed | ip * banned | ip * denied | ip * rejected | ip * refused | ip address * not allowed | host * blocked |
  client * blocked | server * blocked | has been blocked | dynamic ip | dynamic address | helo * rejected | bad helo |
  connection rejected | connections rejected | connection dropped | connection refused by | connections from |
  refused to talk to me | connection not accepted | not accepting connections | connecting server |
  too many bad commands | too many errors | invalid ip | no access from | service refused | greylist
rejected:
  purported responsible | from: address | sender is invalid | sender blocked | blocked sender | sender is on |
  sender was rejected | sender unknown | fake sender | null sender | unable to verify sender |
  could not verify sender | could not complete sender verify | sender's domain | not a member |
  you are not allowed to | you are not authorized | not allowed to send to | notauthorized | spoof |
  address of sender | mailfrom | from domain | unverified address | not a verified | bad return path |
  return-path * not | blank from | provide a valid from | domain is invalid | send mail as | sender address rejected |
  sender rejected | sender denied | sender refused | sender not allowed | sender verify failed |
  sender address verification | sender verification | sender address has been | sender domain | sender is not |
  invalid sender | unknown sender | bad sender | unauthorized sender | mail from * not | mail from * reject |
  mail from * denied | domain of sender | bad envelope-from | envelope sender | rejected by sender |
  does not accept messages from you | is not accepting mail from you | don't have permission to post |
  you may not have permission | not have permission to post | not allowed to post | only accepts messages from
notcompliantrfc:
  header field *  invalid | rfc822 | rfc 7505 | not a valid message | missing date | missing from |
  missing message-id | no date header | no message-id | message-id * missing | without a date | valid to header |
  rfc violation | non-rfc | not rfc | not in compliance with rfc | bare cr | newline | badly formed | line * too long |
  header syntax | multiple addresses in from | header are not accepted | rfc 5322 | rfc5322 | rfc 2822 | rfc2822 |
  rfc 822 | rfc 5321 | rfc compliant | non-compliant | multiple from | multiple header | missing * header |
  header * missing | bare lf | bare carriage | line length
hostunknown:
  nonexistentdomain | unknown or illegal host | host does not exist | invalid host name | host cannot be found |
  host was not found | host not known | dns * domain * not found | domain is invalid or does not exist |
  recipient's domain | recipient domain * not | no dns | no a or mx | dns: no data | dns name does not exist |
  server can't find | destination host name | server not found | no matching domain | not a valid domain |
  domain isn't | bad domain | domain is not reachable | the domain couldn't | domain * couldn't be found | host named |
  bad destination host | no route found to domain | host unknown | unknown host | unknown domain | domain unknown |
  no such host | no such domain | host not found | domain not found | domain name not found |
  domain name could not be found | domain does not exist | domain doesn't exist | domain is not exist |
  domain must exist | domain has no | unrouteable mail domain | unrouteable domain | unrouteable host |
  cannot find any host | bad destination system address | host name lookup failure | illegal host/domain |
  invalid domain | nxdomain | unknown mail domain | mail domain mentioned in the recipient | hôte inconnu |
  domaine inconnu | domaine * introuvable | unbekannte domain | domain * nicht gefunden | dominio * no existe
suspend:
  administratively disabled | account * suspend | user * suspend | mailbox * inactive | mailbox blocked |
  mailbox is blocked | mailbox has been blocked | mailbox locked | mailbox is locked | account inactive |
  account * deactivated | user deactivated | user inactive | user hangup | inactive recipient | no longer active |
  closed mailbox | mailbox closed | temporarily disabled | currently disabled | currently inactive | not been logged |
  dormant | unpaid | désactivée | compte inactif | boîte * bloquée | boîte * inactive | gesperrt | inaktiv | bloccat |
  sospes | suspendid | appears to be disabled | temporarily limited | account is blocked | compte * bloqu |
  account has been blocked | discontinued | disabled recipient | suspended | account * disabled | mailbox * disabled |
  user * disabled | address * disabled | recipient * disabled | has been disabled | is disabled | is inactive |
  inactive user | inactive account | not active | has been deactivated | is deactivated | account * locked |
  account is closed | account closed | account * expired | account * terminated | has been frozen | mailbox is frozen |
  turned off | temporarily locked | vacation | recipient suspend | 解約 | est désactiv | compte * suspendu |
  deaktiviert | desactivad
filtered:
  recipient filter | filtered by | rejected by recipient | blocked by recipient | blocked by the recipient |
  blocked by user | refused by recipient | refused by user | user has blocked | does not accept messages |
  does not want to receive | not wish to receive | whitelist | white list | not on the * allow | only accept |
  delivery to this address is restricted | because delivery to this address | recipient does not accept |
  address restricted | permission to send messages to | to receive mail from | personal blacklist |
  recipients was rejected by a remote mail server | user doesn't have a | following recipient did not want to receive |
  refuse to receive mail | refused to receive | recipient refused | protected by | user reject | message filtered |
  restriction | permanent failure for one or more recipients | is not accepting any mail | not accepting mail |
  could not be delivered because the recipient
userunknown:
  invalid final delivery userid | resolver.adr | recipient address rejected: access denied | no valid recipient |
  no longer here | no longer works | no longer exists | is no longer | left the company | user account |
  address error | recipnotfound | could not be found | couldn't be found | cannot be found | not found on |
  not have an account | illegal alias | addressee unknown | undeliverable address | email address * not found |
  recipient verification failed | recipient verify failed | recipient address verification |
  address verification failed | unknown name | not exist | non existent | account inexistant | n'est pas connu |
  destinatário * não | não foi encontrado | non trovato | nie znaleziono | kullanıcı | gibt es nicht | nicht bekannt |
  ukjent | okänd | tuntematon | ismeretlen | neznám | destinataire non | find user | wrong address |
  incorrect address | mailbox is not available | mailbox not available | address is not valid |
  adresse n'est pas valide | not local address | user unknown | ne figure pas dans | unknown user | userunknown | no such user |
  no such recipient | no such mailbox | no such address | no such person | no such account | no such local |
  no mailbox | no recipient | mailbox not found | mailbox unavailable | mailbox unknown | unknown mailbox |
  invalid mailbox | bad destination mailbox | not a valid mailbox | not a known user | not a valid user | not known |
  user not found | user invalid | user is unknown | invalid user | non-existent user | nonexistent |
  unknown recipient | recipient unknown | recipient not found | recipientnotfound | recipient is not |
  recipient is invalid | recipient name is not recognized | invalid recipient | bad recipient | unknown address |
  address unknown | address invalid | address is invalid | address not found | address wasn't found | invalid address |
  account is unavailable | account not found | unknown account | unknown local part | unknown local-part |
  not listed in | not in * directory | not on this server | not our customer | not our user |
  local delivery * unknown | n'existe pas | adresse * introuvable | inconnu | unbekannt | existiert nicht |
  nicht gefunden | no existe | desconocid | no se encontró | sconosciut | non esiste | não existe | desconhecid |
  bestaat niet | onbekend | nie istnieje | не существует | не найден | finns inte | findes ikke | 宛先不明 | doesn't exist
`);

/** Asked only when neither a phrase above nor the status code nor the refused command settles it. */
export const WEAK_PHRASES = table(`
mailererror:
  pipe to | command output | command died | procmail | x-unix | unknown mailer error | local delivery failed
failedstarttls: starttls | tls is required | tls required | tls handshake | tls negotiation | server certificate
systemerror: could not load | server configuration | after multiple retries, giving up | insufficient permission
securityerror:
  authentication required | authrequired | not authenticated | authentication failed | authentication credentials |
  starttls | tls | ssl | access denied | authorization | not authorized | certificate
policyviolation: policy | policies | prohibited | violat | attachment | executable
contenterror:
  content rejected | invalid content | mime header | mime error | malformed mime | 8-bit | invalid character
systemerror:
  internal error | system error | server error | configuration error | misconfigur | local error | out of memory |
  queue file | i/o error | resources | service unavailable | service not available | unable to process |
  unable to queue
systemfull: no space left | disk full | insufficient system storage | insufficient disk | mail system full
networkerror:
  loop | too many hops | hop count | unreachable | no route to host | connection refused | lost connection |
  connection reset | connection lost | connection closed | name server | dns | resolve | could not connect
mailererror: procmail | local delivery
blocked: is blocked
badreputation: complaints | unexpected volume
rejected: groups.google.com | reject | denied | refused | not permitted | not a registered gateway user
filtered: filter
userunknown: recipient rejected | address rejected
expired:
  could not find a gateway | was aborted after | not been collected | unable to connect successfully | timed out |
  timeout | time out | retry time | expired | too long | been in the queue | in the queue for | undelivered after |
  delivery time | giving up | will keep trying | will continue | will retry | delayed | could not be delivered for |
  could not be delivered within | not been delivered | heures | hours | host not reachable | not yet been delivered |
  delivery failed * attempts | maximum retry | unable to deliver * since
mailererror: mailer | exited with
`);
