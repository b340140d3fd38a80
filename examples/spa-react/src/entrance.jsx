import { isPortcullisError } from '@portcullis/client';
import { useClient } from '@portcullis/client/react';
import { useState } from 'react';

const sentenceFor = (error) => {
  if (!isPortcullisError(error)) throw error;
  if (error.errorCode === 'NETWORK_FAILURE') return 'No connection.';
  return error.details?.map(({ message }) => message).join(' ') ?? error.message;
};

export function Entrance({ notice }) {
  const client = useClient();
  const [problem, setProblem] = useState(notice);

  const submit = (event) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    const entering =
      submitter.value === 'register' ? client.register(fields) : client.login(fields);
    entering.catch((error) => setProblem(sentenceFor(error)));
  };

  return (
    <form onSubmit={submit}>
      <h1>Log in</h1>
      <p>
        <label>
          Name <input name="username" autoComplete="username" required />
        </label>
      </p>
      <p>
        <label>
          Password{' '}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
      </p>
      <p>
        <label>
          E-mail (to register) <input name="email" type="email" autoComplete="email" />
        </label>
      </p>
      <button value="login">Log in</button> <button value="register">Register</button>
      <p role="alert">{problem}</p>
    </form>
  );
}
