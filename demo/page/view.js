const element = (id) => document.getElementById(id);

const PANELS = ['signed-out', 'link', 'signed-in', 'unknown'];

/** Shows one of the panels, under a heading and a sentence. */
export function show(panel, heading, note = '', tone = 'plain') {
  for (const id of PANELS) element(id).hidden = id !== panel;
  element('status').textContent = heading;
  element('note').textContent = note;
  element('note').dataset.tone = tone;
  element('note').hidden = note === '';
}

/** Says something about what was tried, and leaves the panel as it is. */
export function remark(note, tone) {
  element('note').textContent = note;
  element('note').dataset.tone = tone;
  element('note').hidden = false;
}

export function showAccount({ username, email, displayName, roles }) {
  const facts = {
    Username: username,
    Name: displayName,
    Address: email ?? '–',
    Roles: roles.join(', '),
  };
  element('account').replaceChildren(
    ...Object.entries(facts).flatMap(([term, value]) => {
      const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
      dt.textContent = term;
      dd.textContent = value;
      return [dt, dd];
    }),
  );
}

/** Tokens are long and say little to a reader. */
const shortened = (_key, value) =>
  typeof value === 'string' && value.startsWith('eyJ') ? `${value.slice(0, 24)}…` : value;

/** The newest request comes first, and is the one that is open. */
export function list({ method, path, status, answer }) {
  for (const older of element('answers').querySelectorAll('details')) older.open = false;
  const item = document.createElement('li');
  const entry = document.createElement('details');
  entry.open = true;
  const line = document.createElement('summary');
  const code = document.createElement('span');
  code.textContent = status === 0 ? '–' : String(status);
  code.dataset.good = String(status >= 200 && status < 300);
  line.append(code, ` ${method} ${path}`);
  const body = document.createElement('pre');
  body.textContent =
    Object.keys(answer).length > 0 ? JSON.stringify(answer, shortened, 2) : 'No body.';
  entry.append(line, body);
  item.append(entry);
  element('answers').prepend(item);
}

export function offer(providers, choose) {
  element('providers').replaceChildren(
    ...providers.map(({ name, label }) => {
      const button = document.createElement('button');
      button.className = 'primary';
      button.textContent = `Continue with ${label}`;
      button.addEventListener('click', () => choose(name));
      return button;
    }),
  );
}

export const onClick = (id, listener) => element(id).addEventListener('click', listener);

/** Hands over what a form holds, and empties it of the password. */
export function onSubmit(id, listener) {
  element(id).addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    event.target.reset();
    void listener(fields);
  });
}
