interface UiRequest {
  url: string;
  body?: unknown;
}

interface UiResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  readonly text?: string;
}

interface Ui {
  preauthorizeApiKey(scheme: string, token: string): unknown;
  readonly authActions: { logout(schemes: readonly string[]): unknown };
}

type Bundle = (options: object) => Ui;

/** What the script uses of the page that Swagger UI lives in. */
export interface SwaggerPage {
  SwaggerUIBundle: Bundle;
}

/** What the script has to be told, since it can see nothing outside itself. */
export interface CarryOver {
  /** Stands in request examples for the last refresh token. */
  readonly placeholder: string;
  /** Security scheme of the access token. */
  readonly scheme: string;
  readonly logoutPath: string;
  /** Stands in paths for the id of the last account that was made. */
  readonly accountPlaceholder: string;
  readonly accountsPaths: readonly string[];
}

/**
 * Gives Swagger UI the tokens that it received last, and keeps them nowhere but in memory.
 * Its source is sent to the browser, so it may use nothing from outside.
 */
export function carryTokensOver(
  page: SwaggerPage,
  { placeholder, scheme, logoutPath, accountPlaceholder, accountsPaths }: CarryOver,
): void {
  let refreshToken: string | undefined;
  let account: string | undefined;
  let ui: Ui | undefined;

  const requestInterceptor = (request: UiRequest): UiRequest => {
    if (typeof request.body === 'string' && refreshToken !== undefined) {
      request.body = request.body.replaceAll(placeholder, refreshToken);
    }
    if (account !== undefined) request.url = request.url.replaceAll(accountPlaceholder, account);
    return request;
  };

  const fieldsOf = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null ? { ...value } : {};

  const parsed = (text: string | undefined): Record<string, unknown> => {
    try {
      return fieldsOf(JSON.parse(text ?? ''));
    } catch {
      return {};
    }
  };

  const remember = (text: string | undefined): void => {
    const body = parsed(text);
    const fields = { ...body, ...fieldsOf(body.data) };
    const access = fields.accessToken ?? fields.token;
    if (typeof access === 'string') ui?.preauthorizeApiKey(scheme, access);
    if (typeof fields.refreshToken === 'string') refreshToken = fields.refreshToken;
  };

  const rememberAccount = (text: string | undefined): void => {
    const { id } = parsed(text);
    if (typeof id === 'string') account = id;
  };

  const isAccountMade = (url: string): boolean => accountsPaths.some((path) => url.endsWith(path));

  const forget = (): void => {
    refreshToken = undefined;
    ui?.authActions.logout([scheme]);
  };

  const responseInterceptor = (response: UiResponse): UiResponse => {
    if (response.ok && response.url.endsWith(logoutPath)) forget();
    else if (response.status === 201 && isAccountMade(response.url)) {
      rememberAccount(response.text);
    } else if (response.ok) remember(response.text);
    return response;
  };

  const bundle = page.SwaggerUIBundle;
  page.SwaggerUIBundle = Object.assign(
    (options: object) => (ui = bundle({ ...options, requestInterceptor, responseInterceptor })),
    bundle,
  );
}
