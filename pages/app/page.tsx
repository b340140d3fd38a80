import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { SERVICE } from '../words/words.js';

interface PageProps {
  readonly title: string;
  readonly intro?: string;
  readonly children?: ComponentChildren;
}

/** The browser itself reads the first page that it loads. */
let isFirst = true;

/** A page, or a step of one: its title is the document's, and who reads by ear is brought to it. */
export function Page({ title, intro, children }: PageProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${SERVICE}`;
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, [title]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {intro === undefined ? null : <p class="intro">{intro}</p>}
      {children}
    </>
  );
}
