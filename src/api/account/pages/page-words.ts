import type { MailLanguage } from '../../../config/choices.js';

/** What the pages say. */
export interface PageWords {
  readonly resetTitle: string;
  readonly resetField: string;
  readonly resetButton: string;
  readonly resetDone: string;
  readonly confirmTitle: string;
  readonly confirmText: string;
  readonly confirmButton: string;
  readonly confirmDone: string;
  readonly doneAlready: string;
  readonly badLink: string;
  readonly weakPassword: string;
  readonly taken: string;
  readonly later: string;
}

const ENGLISH: PageWords = {
  resetTitle: 'Choose a new password',
  resetField: 'New password',
  resetButton: 'Save the password',
  resetDone: 'Your password is changed. Log in with the new one.',
  confirmTitle: 'Confirm your mail address',
  confirmText: 'Press the button to confirm that this mail address is yours.',
  confirmButton: 'Confirm',
  confirmDone: 'Your mail address is confirmed.',
  doneAlready: 'This is done already.',
  badLink: 'This link is no good any more. Ask for another one.',
  weakPassword: 'This password will not do. Choose a longer one that is harder to guess.',
  taken: 'Another account has this name or address by now.',
  later: 'The server is busy. Try again in a minute.',
};

const GERMAN: PageWords = {
  resetTitle: 'Neues Passwort wählen',
  resetField: 'Neues Passwort',
  resetButton: 'Passwort speichern',
  resetDone: 'Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.',
  confirmTitle: 'E-Mail-Adresse bestätigen',
  confirmText: 'Bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört.',
  confirmButton: 'Bestätigen',
  confirmDone: 'Ihre E-Mail-Adresse ist bestätigt.',
  doneAlready: 'Das ist schon erledigt.',
  badLink: 'Dieser Link gilt nicht mehr. Fordern Sie einen neuen an.',
  weakPassword: 'Dieses Passwort geht nicht. Wählen Sie ein längeres, das schwerer zu erraten ist.',
  taken: 'Ein anderes Konto hat inzwischen diesen Namen oder diese Adresse.',
  later: 'Der Server ist ausgelastet. Versuchen Sie es in einer Minute noch einmal.',
};

export const PAGE_WORDS: Readonly<Record<MailLanguage, PageWords>> = { en: ENGLISH, de: GERMAN };
