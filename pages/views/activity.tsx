import type { VNode } from 'preact';
import type { Activity as ActivityPage, ActivityItem } from '../api/answers.js';
import { ask } from '../api/ask.js';
import { usePages, Waiting } from '../app/loading.js';
import { Page } from '../app/page.js';
import { Action } from '../forms/action.js';
import { Moment } from '../forms/moment.js';
import { t } from '../words/words.js';

const Item = ({ event }: { readonly event: ActivityItem }): VNode => (
  <li class="item">
    <h2 class="item-title">
      {t.events[event.type] ?? event.type}{' '}
      {event.outcome === 'failure' ? <span class="badge bad">{t.failed}</span> : null}
      {event.current ? <span class="badge">{t.thisSession}</span> : null}
    </h2>
    <p class="quiet">
      <Moment at={event.at} />
      {event.device === null ? null : ` · ${event.device}`}
      {event.address === null ? null : ` · ${event.address}`}
    </p>
  </li>
);

export function Activity(): VNode {
  const pages = usePages(async (cursor) => {
    const query = cursor === null ? '' : `?${new URLSearchParams({ cursor }).toString()}`;
    const answer = await ask({ method: 'GET', path: `/me/activity${query}` });
    const { events, nextCursor } = answer as ActivityPage;
    return { items: events, next: nextCursor };
  });
  return (
    <Page title={t.activity} intro={t.activityIntro}>
      {pages.items === undefined ? (
        <Waiting {...pages} />
      ) : (
        <>
          {pages.items.length === 0 ? <p>{t.noActivity}</p> : null}
          <ul class="list">
            {pages.items.map((event, place) => (
              <Item key={place} event={event} />
            ))}
          </ul>
          {pages.more === undefined ? null : <Action act={pages.more}>{t.more}</Action>}
        </>
      )}
    </Page>
  );
}
