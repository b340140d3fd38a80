import type { SessionAnswer } from '@portcullis/client';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { client } from '../api/client.js';
import { Page } from '../app/page.js';
import { usePages, Waiting } from '../app/loading.js';
import { Action } from '../forms/action.js';
import { Moment } from '../forms/moment.js';
import { t } from '../words/words.js';

interface SessionItemProps {
  readonly session: SessionAnswer;
  readonly ended: () => void;
}

function SessionItem({ session, ended }: SessionItemProps): VNode {
  const { id, device, current, createdAt, lastUsedAt, lastAddress } = session;
  const name = device ?? t.unknownDevice;
  const end = async (): Promise<void> => {
    await client.endSession(id);
    ended();
  };
  return (
    <li class="item row">
      <div>
        <h2 class="item-title">
          {name} {current ? <span class="badge">{t.thisDevice}</span> : null}
        </h2>
        <p class="quiet">
          {t.usedAt} <Moment at={lastUsedAt} /> {t.from} {lastAddress}
        </p>
        <p class="quiet">
          {t.signedInAt} <Moment at={createdAt} />
        </p>
      </div>
      {current ? null : (
        <Action act={end} label={t.endNamed(name)}>
          {t.end}
        </Action>
      )}
    </li>
  );
}

export function Sessions(): VNode {
  const [done, setDone] = useState('');
  const pages = usePages(async (cursor) => {
    const { sessions, nextCursor } = await client.sessions(cursor === null ? {} : { cursor });
    return { items: sessions, next: nextCursor };
  });
  const after = (what: string): void => {
    setDone(what);
    pages.reload();
  };
  const endOthers = async (): Promise<void> => {
    await client.logout({ scope: 'others' });
    after(t.endedOthers);
  };
  return (
    <Page title={t.sessions} intro={t.sessionsIntro}>
      <p role="status" class={done === '' ? undefined : 'notice'}>
        {done}
      </p>
      {pages.items === undefined ? (
        <Waiting {...pages} />
      ) : (
        <>
          <ul class="list">
            {pages.items.map((session) => (
              <SessionItem
                key={session.id}
                session={session}
                ended={() => {
                  after(t.endedOne);
                }}
              />
            ))}
          </ul>
          {pages.more === undefined ? null : <Action act={pages.more}>{t.more}</Action>}
          {pages.items.length > 1 ? (
            <Action act={endOthers} sure={t.sure}>
              {t.endOthers}
            </Action>
          ) : null}
        </>
      )}
    </Page>
  );
}
