/** Every word of the sidebar in English. Sentence case; a button begins with its verb; a failure says what to do. */
export const EN = {
  // Head of a card
  suggested: 'Suggested reply',
  held: 'Automatic reply, held',
  replied: 'Answered',
  routed: 'With a person',
  ignored: 'Nothing to answer',
  failed: 'Could not be handled',
  heldForward: 'Held before it is passed on',
  toAnswer: 'For a person to answer',
  received: 'Not handled yet',
  sending: 'On its way',
  confidence: (percent: number) =>
    `${percent >= 85 ? 'Very sure' : percent >= 70 ? 'Quite sure' : percent >= 50 ? 'Not very sure' : 'Unsure'} (${percent}%)`,

  // The answer
  replyText: 'Reply as it would be sent',
  textThatLeaves: 'Text that leaves',
  textThatLeft: 'Text that was sent',
  gaps: 'Fill in before sending',
  gapMissing: (label: string) => `${label}: missing`,
  gapExpired: (label: string) => `${label}: out of date`,
  tooLong: 'This text is too long to be shown whole here. Edit it as a draft to read all of it before it is sent.',
  noSuggestion: 'There is no suggested reply for this mail.',
  signedNote: 'Your name and function are put above the school’s name when it is sent.',
  filesThatGo: 'Goes out with it',
  adaptedTitle: 'The same answer, reworded for this mail',
  adaptedLegend: 'Bold: added. Struck through: left out.',
  wording: 'Wording to send',
  wordingApproved: 'The approved wording',
  wordingAdapted: 'The reworded answer',

  // What happened
  leavesAt: (when: string) => `Leaves by itself ${when}`,
  leavesSoon: 'Leaves by itself in a moment',
  beingSent: 'It is being sent. Refresh in a moment to see whether it has left.',
  unknownOutcome: 'Whether it was sent is not known. Look at the conversation before you answer.',
  answeredBy: (who: string, when: string) => `Answered by ${who} ${when}`,
  automatically: 'MAIL GPS (automatic)',
  aPersonInGmail: 'a person in Gmail',
  adaptedNote: 'A model reworded the approved answer; a person chose it.',
  delivery: 'Delivery',
  forwardedTo: (who: string, when: string) => `Passed to ${who} ${when}`,
  forwardedBy: (who: string) => `by ${who}`,
  ignoredNote: 'MAIL GPS found nothing to answer in this mail.',
  closedBy: (who: string, when: string) => `Closed without an answer by ${who} ${when}`,
  withCare: 'Read with care',
  failedNote: 'Something went wrong while this mail was handled. Nothing was sent.',
  receivedNote: 'MAIL GPS has not handled this mail yet.',
  draftThere: (who: string, when: string) =>
    `${who} made a draft of an answer ${when}. Look for it in the conversation, so that nobody answers twice.`,
  markedWrong: (who: string, when: string) => `Marked as wrong by ${who} ${when}`,
  rehearsedReply: 'Rehearsal: this would have been answered automatically.',
  rehearsedForward: 'Rehearsal: this would have been passed on automatically.',

  // Explanation
  why: 'Why',
  wouldGoTo: 'Would go to',
  onIt: (who: string) => `${who} is on it`,
  youAreOnIt: 'You are on it',
  corrected: (name: string) => `First understood as: ${name}`,
  summary: 'In short',
  goesTo: 'The answer goes to another address than the sender’s',
  otherOpen: (n: number) => (n === 1 ? 'One more mail of this sender waits' : `${n} more mails of this sender wait`),
  category: 'Change category',
  assign: 'Assign to…',
  nobody: 'Nobody',
  me: 'Me',
  away: 'away',
  from: 'From',
  noSubject: '(no subject)',
  history: 'What happened',

  // Buttons
  send: 'Send suggested reply',
  edit: 'Edit as draft',
  write: 'Write a reply',
  forward: 'Forward to…',
  cancel: 'Cancel sending',
  done: 'Nothing to answer',
  reopen: 'Answer anyway',
  reopenReplied: 'Answer again',
  retry: 'Retry',
  wrong: 'This was wrong',
  take: 'Handle it now',
  refresh: 'Refresh',
  back: 'Back',
  show: 'Show',
  openInGmail: 'Open in Gmail',
  openConsole: 'Open the console',

  // Editor
  editTitle: 'Edit the reply',
  editTo: (who: string) => `Answer to ${who}, from the shared mailbox.`,
  editLabel: 'Your reply',
  editFiles: 'Send the files with it',
  sendEdited: 'Send reply',
  saveDraft: 'Save as draft',
  saveDraftNote: 'A draft is kept in the shared mailbox, in this conversation.',
  nothingWritten: 'Write a reply first. Nothing was sent.',
  gapsLeft: 'Fill in what stands between ⟦ and ⟧ first. Nothing was sent.',

  // Forward
  forwardTitle: 'Forward this mail',
  forwardWho: 'Forward to',
  forwardNext: 'Continue',
  forwardAsk: (who: string) => `Forward this mail to ${who}?`,
  forwardTells: 'It is sent from the shared mailbox, with what MAIL GPS understood. The sender gets no reply.',
  forwardDo: 'Forward',
  nobodyChosen: 'Choose a person first. Nothing was forwarded.',
  nobodyToForward: 'There is nobody to forward to yet. An administrator adds people in the console.',

  // This was wrong
  wrongTitle: 'This automatic reply was wrong?',
  wrongTells:
    'What was sent cannot be taken back. The mail is opened again so that you can correct it. After two such reports in a day the category answers no more by itself.',
  wrongDo: 'Mark as wrong',

  // What an action did
  didSend: 'Sent.',
  didSendSoon: 'The reply is on its way.',
  didSaveDraft: 'The draft is in the shared mailbox, in this conversation.',
  didCancel: 'Cancelled. Nothing was sent.',
  didDone: 'Set aside: nothing to answer.',
  didReopen: 'Open again.',
  didRetry: 'Handled again.',
  didTake: 'Handled.',
  didWrong: 'Marked as wrong.',
  didCategory: (name: string) => `Category: ${name}`,
  didAssign: (who: string) => `${who} is on it.`,
  didAssignMe: 'You are on it.',
  didAssignNobody: 'Nobody is on it now.',
  didForward: (who: string) => `Forwarded to ${who}.`,
  alreadyAnswered: 'This mail was answered already. Nothing more was sent.',
  changedMeanwhile: 'This mail or its answer changed meanwhile. Nothing was sent: please read what stands here now.',

  // Not seen yet
  unseenTitle: 'Not seen yet',
  unseenTells: 'MAIL GPS does not know this mail yet. It may have just arrived.',
  absentTitle: 'Not in the shared mailbox',
  absentTells: 'This mail is not in the shared mailbox, so MAIL GPS cannot handle it.',

  // Failures
  noAccessTitle: 'No access',
  noAccessTells: (address: string) =>
    `${address === '' ? 'This Google account' : address} may not use MAIL GPS, or not for this.`,
  noAccessAsk: (contact: string) =>
    contact === '' ? 'Ask the person who looks after MAIL GPS at your school.' : `Ask ${contact}.`,
  signInTitle: 'Sign-in not confirmed',
  signInTells: 'Google did not confirm who you are. Try again; if that does not help, reload Gmail.',
  setUpTitle: 'Not set up yet',
  setUpTells:
    'The address of the server is missing. In the Apps Script project, open Project settings, then Script properties, and add MAILGPS_URL with the address of the server (https://…).',
  slowTitle: 'No answer in time',
  slowTells: 'The server took too long. Try again: what you see then is what is true.',
  unreachableTitle: 'Server not reached',
  unreachableTells: 'MAIL GPS cannot be reached at the moment. Your mail is safe in Gmail. Try again in a minute.',
  notTheServerTitle: 'Another server answered',
  notTheServerTells: 'What answered is not MAIL GPS. Whoever set it up should check MAILGPS_URL in the script properties.',
  troubleTitle: 'That did not work',
  troubleTells: 'Something unexpected happened. Try again: what you see then is what is true.',
  busyTells: 'Too many calls in a short time. Wait a minute, then try again.',

  // Home
  homeTitle: 'MAIL GPS',
  waiting: (n: number) =>
    n === 0 ? 'Waiting for a person' : n === 1 ? 'One mail waits for a person' : `${n} mails wait for a person`,
  allQuiet: 'All quiet: no mail waits for a person.',
  andMore: (n: number) => (n === 1 ? 'and one more' : `and ${n} more`),
  followsUp: 'Follows an automatic reply',
  sentToday: (n: number) => (n === 0 ? 'Sent automatically today' : `Sent automatically today: ${n}`),
  sentNothing: 'Nothing so far.',
  today: 'Today',
  figureReceived: 'Received',
  figureAutomatic: 'Answered automatically',
  figureStaff: 'Answered by staff',
  figureRouted: 'Passed to a person',
  figureIgnored: 'Nothing to answer',
  figureFailed: 'Could not be handled',
  noFigures: 'No mail has come today yet.',
  autoMode: 'Auto-mode',
  autoOn: 'On',
  autoOff: 'Off',
  autoOnSince: (since: string) => `On ${since}`,
  autoOffNote: 'Nothing leaves by itself.',
  heldNow: (n: number) => (n === 0 ? 'No mail is held' : n === 1 ? 'One mail is held' : `${n} mails are held`),
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  byCategory: 'By category',
  modes: { never: 'Never automatic', rehearsal: 'Rehearsal', automatic: 'Automatic' },
  modeTells: {
    never: 'Mails of this category are only ever suggested.',
    rehearsal: 'Nothing leaves by itself; what would have been sent is recorded.',
    automatic: 'Approved answers leave by themselves after the hold, while auto-mode is on.',
  },
  changeMode: 'Change',
  modeTitle: 'How this category is answered',
  modeSame: 'It is so already. Nothing was changed.',

  // Switches, confirmed
  autoOnTitle: 'Turn auto-mode on?',
  autoOnTells: (categories: string) =>
    categories === ''
      ? 'No category is set to automatic yet, so nothing will leave by itself until you set one.'
      : `From now on, new mails of these categories are answered without a person: ${categories}. Mails that came before stay suggestions.`,
  autoOffTitle: 'Turn auto-mode off?',
  autoOffTells: (held: number) =>
    `From now on nothing leaves by itself. ${
      held === 0
        ? 'No mail is held at this moment.'
        : held === 1
          ? 'One held mail becomes a suggestion.'
          : `${held} held mails become suggestions.`
    } What has already left cannot be taken back.`,
  modeAskTitle: (category: string, mode: string) => `${category}: ${mode}?`,
  modeHeld: (held: number) =>
    held === 0 ? '' : held === 1 ? 'One held mail becomes a suggestion.' : `${held} held mails become suggestions.`,
  didSwitch: (withdrawn: number, left: number) =>
    [
      'Changed.',
      withdrawn === 0
        ? ''
        : withdrawn === 1
          ? 'One held mail is a suggestion again.'
          : `${withdrawn} held mails are suggestions again.`,
      left === 0 ? '' : left === 1 ? 'One had already left.' : `${left} had already left.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  settingsChanged: 'The settings changed meanwhile. Nothing was changed: please look again.',

  // The sender's other mails
  othersTitle: 'Other mails of this sender',
  noOthers: 'No other mail of this sender waits.',

  // Help and settings
  helpTitle: 'Help',
  help: [
    ['Read, then send', 'Open a mail. MAIL GPS shows the answer your school has approved for it. Read it, then send it.'],
    ['Not quite right?', 'Edit it as a draft, choose another category, or forward the mail to a colleague.'],
    ['⟦ ⟧', 'What stands between these marks is missing. Fill it in before you send.'],
    ['Held replies', 'An automatic reply waits a while before it leaves. Until then you can cancel it.'],
    ['Nothing leaves unread', 'A button never sends a text that was not shown. If the mail changed, you see the new text first.'],
  ] as readonly (readonly [string, string])[],
  settingsTitle: 'Settings',
  server: 'Server',
  whoAmI: 'Signed in as',
  role: 'Role',
  roles: { staff: 'Staff', admin: 'Administrator' },
  language: 'Language',
  languageName: 'English',
  version: 'Version',
  notKnown: 'not known',

  colon: ': ',
  // Time
  locale: 'en-GB',
  todayAt: (time: string) => `at ${time}`,
  yesterdayAt: (time: string) => `yesterday at ${time}`,
  tomorrowAt: (time: string) => `tomorrow at ${time}`,
  dayAt: (day: string, time: string) => `on ${day} at ${time}`,
  sinceToday: (time: string) => `since ${time}`,
  sinceYesterday: (time: string) => `since yesterday ${time}`,
  sinceDay: (day: string, time: string) => `since ${day}, ${time}`,
};

export type Texts = typeof EN;
