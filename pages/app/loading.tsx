import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { toldOf } from '../forms/told.js';
import { t } from '../words/words.js';

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly failed: string | undefined;
  readonly reload: () => void;
}

/** What a page reads when it is opened. */
export function useLoaded<Value>(read: () => Promise<Value>): Loaded<Value> {
  const [value, setValue] = useState<Value>();
  const [failed, setFailed] = useState<string>();
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setFailed(undefined);
    read().then(
      (next) => {
        if (isWanted) setValue(() => next);
      },
      (error: unknown) => {
        if (isWanted) setFailed(toldOf(error).text);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [count]);
  const reload = (): void => {
    setCount((before) => before + 1);
  };
  return { value, failed, reload };
}

/** In the place of what is not there yet, or could not be read. */
export function Waiting({ failed, reload }: Omit<Loaded<unknown>, 'value'>): VNode {
  if (failed === undefined) return <p role="status">{t.loading}</p>;
  return (
    <>
      <p role="alert" class="notice bad">
        {failed}
      </p>
      <button type="button" onClick={reload}>
        {t.again}
      </button>
    </>
  );
}

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Paged<Item> extends Omit<Loaded<unknown>, 'value'> {
  readonly items: readonly Item[] | undefined;
  /** Undefined where there is no more. */
  readonly more: (() => Promise<void>) | undefined;
}

/** A list that the server tells page by page. */
export function usePages<Item>(
  read: (cursor: string | null) => Promise<PageOf<Item>>,
): Paged<Item> {
  const [later, setLater] = useState<PageOf<Item>>();
  const { value, failed, reload } = useLoaded(async () => {
    const first = await read(null);
    setLater(undefined);
    return first;
  });
  const items = value && [...value.items, ...(later?.items ?? [])];
  const next = (later ?? value)?.next ?? null;
  const more = async (): Promise<void> => {
    const page = await read(next);
    setLater({ items: [...(later?.items ?? []), ...page.items], next: page.next });
  };
  return { items, failed, reload, more: next === null ? undefined : more };
}
