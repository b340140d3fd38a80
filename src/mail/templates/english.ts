import type { LanguageWording } from './wording.js';

const IGNORE = 'If you did not ask for this, you need not do anything.';
const CODE = 'Or type this code where you asked:';
const ALARM =
  'If this was not you, ask for a new password at once and write to the people who run <%= it.service %>.';

export const ENGLISH: LanguageWording = {
  greeting: 'Hello <%= it.name %>,',
  days: (count) => `${count} days`,
  hours: (count) => (count === 1 ? 'one hour' : `${count} hours`),
  minutes: (count) => (count === 1 ? 'one minute' : `${count} minutes`),
  mails: {
    'password-reset': {
      subject: 'Your new password for <%= it.service %>',
      before: [
        'a new password was asked for, for your account <%= it.username %> at <%= it.service %>.',
        'Follow this link to choose one:',
      ],
      button: 'Choose a new password',
      code: CODE,
      after: ['Both are good for <%= it.life %>, and once.', IGNORE],
    },
    'password-changed': {
      subject: 'Your password for <%= it.service %> has changed',
      before: [
        'the password of your account <%= it.username %> at <%= it.service %> has just been changed.',
      ],
      after: [ALARM],
    },
    'email-verification': {
      subject: 'Confirm your mail address for <%= it.service %>',
      before: ['please confirm that <%= it.address %> is your mail address:'],
      button: 'Confirm the address',
      code: CODE,
      after: ['Both are good for <%= it.life %>, and once.', IGNORE],
    },
    'email-change': {
      subject: 'Confirm your new mail address for <%= it.service %>',
      before: [
        'the account <%= it.username %> at <%= it.service %> is to have <%= it.address %> as its mail address. Please confirm that it is yours:',
      ],
      button: 'Confirm the address',
      code: CODE,
      after: ['Both are good for <%= it.life %>, and once.', IGNORE],
    },
    'email-changed': {
      subject: 'Your mail address for <%= it.service %> has changed',
      before: [
        'the account <%= it.username %> at <%= it.service %> has another mail address now. This one is no longer in use there.',
      ],
      after: ['If this was not you, write to the people who run <%= it.service %> at once.'],
    },
    'account-closing': {
      subject: 'Your account at <%= it.service %> will be deleted',
      before: [
        'as you asked, your account <%= it.username %> at <%= it.service %> will be deleted in <%= it.life %>. You have been logged out everywhere.',
        'Until then you can keep it: log in at <%= it.service %> with your name and your password, and say that you want to keep it.',
      ],
      after: [
        'If this was not you, do so at once and choose a new password. If you log in without a password, write to the people who run <%= it.service %>.',
      ],
    },
    'account-kept': {
      subject: 'Your account at <%= it.service %> stays',
      before: [
        'your account <%= it.username %> at <%= it.service %> stays as it is, and you can log in again.',
      ],
      after: [ALARM],
    },
    'account-deleted': {
      subject: 'Your account at <%= it.service %> is deleted',
      before: [
        'your account <%= it.username %> at <%= it.service %> has been deleted, as you asked.',
      ],
      after: ['You will get no more mail about it.'],
    },
  },
};
