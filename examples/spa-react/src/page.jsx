import { useSession } from '@portcullis/client/react';
import { Account } from './account.jsx';
import { Entrance } from './entrance.jsx';

export function Page() {
  const { status, reason } = useSession();
  switch (status) {
    case 'unknown':
      return <p>One moment …</p>;
    case 'signed-in':
      return <Account />;
    default:
      return <Entrance notice={reason === 'ended' ? 'Your session has ended.' : ''} />;
  }
}
