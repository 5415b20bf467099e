import { type Bilingual, DomainError, type Language } from '@hexagone/kernel';
import { html, languageOf, type Markup, page, statusOf, type Call } from '@hexagone/platform';

interface Words {
  readonly title: Bilingual;
  readonly button: Bilingual;
  readonly done: Bilingual;
}

/** Letters lead to these. Programs that look into links change nothing: that takes the button. */
export const PAGES = {
  confirm: {
    title: { en: 'Confirm your address', fr: 'Confirmer votre adresse' },
    button: { en: 'Confirm', fr: 'Confirmer' },
    done: {
      en: 'The address is confirmed: you can sign in.',
      fr: "L'adresse est confirmée : vous pouvez vous connecter.",
    },
  },
  reset: {
    title: { en: 'Choose another password', fr: 'Choisir un autre mot de passe' },
    button: { en: 'Choose', fr: 'Choisir' },
    done: {
      en: 'The password is changed: you can sign in.',
      fr: 'Le mot de passe est changé : vous pouvez vous connecter.',
    },
  },
} satisfies Record<string, Words>;

const NEW_PASSWORD: Bilingual = { en: 'New password', fr: 'Nouveau mot de passe' };

/** The form posts to where it came from; browsers name its origin only where the referrer policy lets them. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
};

type Which = keyof typeof PAGES;

const passwordField = (language: Language): Markup =>
  html`<p>
    <label
      >${NEW_PASSWORD[language]} <input type="password" name="password" autocomplete="new-password" required
    /></label>
  </p>`;

function send({ request, reply }: Call, which: Which, body: (language: Language) => Markup): string {
  const language = languageOf(request);
  reply.headers({ ...HEADERS, 'content-language': language });
  return page(language, PAGES[which].title[language], body(language));
}

/** The button, and what was wrong the last time. */
export const asking = (call: Call, which: Which, token: string, fault?: Bilingual): string =>
  send(
    call,
    which,
    (language) =>
      html`${fault && html`<p role="alert"><strong>${fault[language]}</strong></p>`}
        <form method="post">
          <input type="hidden" name="token" value="${token}" />
          ${which === 'reset' && passwordField(language)}
          <p><button>${PAGES[which].button[language]}</button></p>
        </form>`,
  );

/** Does what the button says, and tells how it went. */
export async function answered(call: Call, which: Which, token: string, act: () => Promise<void>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { retryAfterSeconds } = error.extras;
    call.reply.code(statusOf(error.problem));
    if (retryAfterSeconds !== undefined) call.reply.header('retry-after', String(retryAfterSeconds));
    return asking(call, which, token, error.detail);
  }
  return send(call, which, (language) => html`<p>${PAGES[which].done[language]}</p>`);
}
