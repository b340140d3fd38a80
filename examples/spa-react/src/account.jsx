import { useClient, useUser } from '@portcullis/client/react';
import { useEffect, useState } from 'react';

export function Account() {
  const client = useClient();
  const { user, error } = useUser();
  const [sessions, setSessions] = useState([]);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    client.sessions().then(
      (page) => setSessions(page.sessions),
      (failure) => setProblem(failure.message),
    );
  }, [client]);

  if (error) return <p role="alert">{error.message}</p>;
  if (!user) return <p>One moment …</p>;
  return (
    <>
      <h1>Hello, {user.displayName}</h1>
      <ul>
        {sessions.map(({ id, device, current }) => (
          <li key={id}>
            {device ?? 'An unknown device'}
            {current ? ' (this one)' : ''}
          </li>
        ))}
      </ul>
      <button onClick={() => client.logout().catch((failure) => setProblem(failure.message))}>
        Log out
      </button>
      <p role="alert">{problem}</p>
    </>
  );
}
