import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { askFreshly } from '../api/step-up.js';
import { Page } from '../app/page.js';
import { Action } from '../forms/action.js';
import { Moment } from '../forms/moment.js';
import { t } from '../words/words.js';

interface Deletion {
  readonly deletionAt: string;
}

/** Hands the person a file of what the server answered. */
async function download(): Promise<void> {
  const all = await askFreshly({ method: 'GET', path: '/me/export' });
  const blob = new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'account.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

export function Delete(): VNode {
  const [deletion, setDeletion] = useState<Deletion>();
  if (deletion !== undefined) {
    return (
      <Page key="done" title={t.deletedTitle}>
        <p role="status" class="notice">
          {t.deletedAt} <Moment at={deletion.deletionAt} />
        </p>
        <p>{t.deletedUntil}</p>
      </Page>
    );
  }
  return (
    <Page title={t.deleteAccount}>
      <p>{t.exportIntro}</p>
      <Action act={download}>{t.exportData}</Action>
      <p>{t.deleteIntro}</p>
      <Action
        class="danger"
        sure={t.deleteSure}
        act={async () => {
          setDeletion((await askFreshly({ method: 'DELETE', path: '/me' })) as Deletion);
        }}
      >
        {t.deleteButton}
      </Action>
    </Page>
  );
}
