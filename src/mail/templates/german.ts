import type { LanguageWording } from './wording.js';

const IGNORE = 'Falls Sie das nicht waren, müssen Sie nichts tun.';
const CODE = 'Oder geben Sie diesen Code dort ein, wo Sie danach gefragt haben:';
const BOTH = 'Beides gilt <%= it.life %> lang und nur einmal.';

export const GERMAN: LanguageWording = {
  greeting: 'Guten Tag <%= it.name %>,',
  days: (count) => `${count} Tage`,
  hours: (count) => (count === 1 ? 'eine Stunde' : `${count} Stunden`),
  minutes: (count) => (count === 1 ? 'eine Minute' : `${count} Minuten`),
  mails: {
    'password-reset': {
      subject: 'Ihr neues Passwort für <%= it.service %>',
      before: [
        'für Ihr Konto <%= it.username %> bei <%= it.service %> wurde ein neues Passwort angefordert.',
        'Über diesen Link wählen Sie eines:',
      ],
      button: 'Neues Passwort wählen',
      code: CODE,
      after: [BOTH, IGNORE],
    },
    'password-changed': {
      subject: 'Ihr Passwort für <%= it.service %> wurde geändert',
      before: [
        'das Passwort Ihres Kontos <%= it.username %> bei <%= it.service %> wurde soeben geändert.',
      ],
      after: [
        'Falls Sie das nicht waren, fordern Sie sofort ein neues Passwort an und schreiben Sie den Betreibern von <%= it.service %>.',
      ],
    },
    'email-verification': {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse für <%= it.service %>',
      before: ['bitte bestätigen Sie, dass <%= it.address %> Ihre E-Mail-Adresse ist:'],
      button: 'Adresse bestätigen',
      code: CODE,
      after: [BOTH, IGNORE],
    },
    'email-change': {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse für <%= it.service %>',
      before: [
        'das Konto <%= it.username %> bei <%= it.service %> soll die E-Mail-Adresse <%= it.address %> bekommen. Bitte bestätigen Sie, dass sie Ihnen gehört:',
      ],
      button: 'Adresse bestätigen',
      code: CODE,
      after: [BOTH, IGNORE],
    },
    'email-changed': {
      subject: 'Ihre E-Mail-Adresse für <%= it.service %> wurde geändert',
      before: [
        'das Konto <%= it.username %> bei <%= it.service %> hat jetzt eine andere E-Mail-Adresse. Diese hier wird dort nicht mehr verwendet.',
      ],
      after: [
        'Falls Sie das nicht waren, schreiben Sie sofort den Betreibern von <%= it.service %>.',
      ],
    },
    'account-closing': {
      subject: 'Ihr Konto bei <%= it.service %> wird gelöscht',
      before: [
        'wie gewünscht wird Ihr Konto <%= it.username %> bei <%= it.service %> gelöscht. Bis dahin bleiben: <%= it.life %>. Sie wurden überall abgemeldet.',
        'In dieser Zeit können Sie es behalten: Melden Sie sich bei <%= it.service %> mit Ihrem Namen und Ihrem Passwort an und geben Sie an, dass Sie es behalten möchten.',
      ],
      after: [
        'Falls Sie das nicht waren, tun Sie das sofort und wählen Sie ein neues Passwort. Falls Sie sich ohne Passwort anmelden, schreiben Sie den Betreibern von <%= it.service %>.',
      ],
    },
    'account-kept': {
      subject: 'Ihr Konto bei <%= it.service %> bleibt bestehen',
      before: [
        'Ihr Konto <%= it.username %> bei <%= it.service %> bleibt, wie es ist, und Sie können sich wieder anmelden.',
      ],
      after: [
        'Falls Sie das nicht waren, fordern Sie sofort ein neues Passwort an und schreiben Sie den Betreibern von <%= it.service %>.',
      ],
    },
    'account-deleted': {
      subject: 'Ihr Konto bei <%= it.service %> ist gelöscht',
      before: ['Ihr Konto <%= it.username %> bei <%= it.service %> wurde wie gewünscht gelöscht.'],
      after: ['Sie bekommen dazu keine weiteren E-Mails.'],
    },
  },
};
