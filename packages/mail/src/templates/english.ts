import { englishForOperators } from './english-for-operators.ts';
import { englishOfTrips } from './english-of-trips.ts';
import type { Content, Words } from './words.ts';

const IGNORE = 'If this wasn’t you, there is nothing to do: without the link nothing happens.';

export const english: Words = {
  locale: 'en-GB',
  direction: 'ltr',
  bareLink: 'If the button does nothing, copy this address into your browser:',
  footer: 'Mails about the security of an account can’t be turned off.',
  choose: 'Choose which mails you get',
  stop: 'Get no more mails like this',
  content(mail, say): Content {
    switch (mail.kind) {
      case 'verify-email':
        return {
          subject: 'Confirm your e-mail address',
          title: 'Confirm your e-mail address',
          paragraphs: ['This address was given for a TripMaster AI account. Confirm that it is yours. The link works once.'],
          action: { label: 'Confirm the address', link: mail.link },
          otherwise: IGNORE,
        };
      case 'reset-password':
        return {
          subject: 'Choose a new password',
          title: 'Choose a new password',
          paragraphs: [
            'Somebody, probably you, asked to reset the password of your TripMaster AI account. The link works once and is good for an hour.',
            'Until you choose a new password, the old one stays.',
          ],
          action: { label: 'Choose a new password', link: mail.link },
          otherwise: IGNORE,
        };
      case 'confirm-email-change':
        return {
          subject: 'Confirm your new e-mail address',
          title: 'Confirm your new e-mail address',
          paragraphs: [
            'You asked to use this address for your TripMaster AI account. The link works once. Until you confirm, the old address stays.',
          ],
          action: { label: 'Use this address', link: mail.link },
          otherwise: IGNORE,
        };
      case 'welcome':
        return {
          subject: 'Welcome to TripMaster AI',
          title: 'Welcome to TripMaster AI',
          paragraphs: [
            'Your account is open. Say where to, when, with whom and for how much: you get a plan for each day, and every hour of it is checked against opening hours, ways and your budget.',
            'A plan is yours alone until you share it.',
          ],
          action: { label: 'Plan a trip', link: mail.link },
          otherwise:
            'If this wasn’t you, somebody opened the account with your address. Ask for a new password when signing in: then it is yours, to use or to delete.',
          footer: 'This mail was sent once, as an account was opened with your address.',
        };
      case 'already-registered':
        return {
          subject: 'You already have an account',
          title: 'You already have an account',
          paragraphs: [
            'Somebody, probably you, tried to open a TripMaster AI account with this address. It has one already, and nothing was changed.',
            'Sign in with the password you have. If it is lost, you can ask for a new one there.',
          ],
          action: { label: 'Sign in', link: mail.link },
          otherwise: 'If this wasn’t you, there is nothing to do. Whoever it was has not been told that you have an account.',
        };
      case 'no-account':
        return {
          subject: 'No account with this address',
          title: 'No account with this address',
          paragraphs: [
            'Somebody, probably you, asked to reset the password of a TripMaster AI account with this address. There is no such account.',
            'If you have one under another address, ask again with that one. Or open an account with this address.',
          ],
          action: { label: 'Open an account', link: mail.link },
          otherwise: 'If this wasn’t you, there is nothing to do.',
        };
      case 'email-changed':
        return {
          subject: 'Your e-mail address was changed',
          title: 'Your e-mail address was changed',
          paragraphs: ['Your TripMaster AI account now has another e-mail address. This one no longer signs in, and gets no more mails.'],
          facts: [
            ['New address', mail.newEmail],
            ['When', say.moment(mail.at)],
          ],
          otherwise:
            'If this wasn’t you, somebody else can use your account. Reply to this mail now and say so: the people who run this server can give it back. Then change the password of your mailbox.',
        };
      case 'password-changed':
        return {
          subject: 'Your password was changed',
          title: 'Your password was changed',
          paragraphs: ['The password of your TripMaster AI account was changed. If you did that, there is nothing to do.'],
          facts: [['When', say.moment(mail.at)]],
          action: { label: 'Reset the password', link: mail.link },
          otherwise: 'If this wasn’t you, reset the password now. That signs out whoever changed it.',
        };
      case 'sign-in-locked':
        return {
          subject: 'Too many wrong passwords',
          title: 'Too many wrong passwords',
          paragraphs: [
            'Somebody typed too many wrong passwords for your TripMaster AI account, so passwords are refused for 15 minutes where they were typed. Nobody got in that way.',
            'You can sign in now with a passkey, on another device you have signed in on before, or by choosing a new password.',
          ],
          facts: [['When', say.moment(mail.at)]],
          action: { label: 'Choose a new password', link: mail.link },
          otherwise:
            'If this wasn’t you, and the password is used nowhere else, there is nothing to do. If it is used elsewhere, choose a new one.',
        };
      case 'codes-locked':
        return {
          subject: 'Too many wrong codes',
          title: 'Too many wrong codes',
          paragraphs: [
            'Somebody gave the right password of your TripMaster AI account and then too many wrong codes, so codes are refused for 15 minutes. Nobody got in that way.',
            'You can sign in now with a passkey, or by choosing a new password.',
          ],
          facts: [['When', say.moment(mail.at)]],
          action: { label: 'Choose a new password', link: mail.link },
          otherwise: 'If this wasn’t you, somebody knows your password. Choose a new one now, here and wherever else you use it.',
        };
      case 'second-factor-changed':
        return {
          subject: 'Your second factor was changed',
          title: 'Your second factor was changed',
          paragraphs: [
            'What your TripMaster AI account asks for beside the password was changed: an authenticator app, a passkey or the recovery codes. If you did that, there is nothing to do.',
          ],
          facts: [['When', say.moment(mail.at)]],
          action: { label: 'See the security settings', link: mail.link },
          otherwise: 'If this wasn’t you, put it back in the security settings, change the password there, and sign out all other devices.',
        };
      case 'identity-linked':
        return {
          subject: 'A new way to sign in to your account',
          title: 'A new way to sign in to your account',
          paragraphs: [
            'Somebody signed in to your TripMaster AI account with an account at another service that has this e-mail address. It lets them in from now on. If that was you, there is nothing to do.',
          ],
          facts: [['When', say.moment(mail.at)]],
          action: { label: 'See the security settings', link: mail.link },
          otherwise:
            'If this wasn’t you, somebody uses an account there that has your address. Change the password of your mailbox, get that account closed, and end all other sessions here.',
        };
      case 'new-sign-in':
        return {
          subject: 'New sign-in to your account',
          title: 'New sign-in to your account',
          paragraphs: [
            'Your TripMaster AI account was signed in to from a device it didn’t know. If that was you, there is nothing to do.',
          ],
          facts: [
            ['Device', mail.device],
            ['Country', mail.country === null ? 'Not known' : say.country(mail.country)],
            ['When', say.moment(mail.at)],
          ],
          action: { label: 'See where you are signed in', link: mail.link },
          otherwise: 'If this wasn’t you, end that session there and change the password.',
        };
      case 'plan-invitation':
      case 'plan-ready':
      case 'plan-shared':
      case 'trip-reminder':
        return englishOfTrips(mail, say);
      case 'digest':
      case 'alert':
        return englishForOperators(mail, say);
      default:
        return mail satisfies never;
    }
  },
};
