import type { ComponentChildren, TargetedMouseEvent, VNode } from 'preact';
import { go, hrefOf, type Path } from './router.js';

interface LinkProps {
  readonly to: Path;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** Whether it leads to where the person is. */
  readonly current?: boolean;
}

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** To another page of these, without loading anything. */
export function Link({ to, children, class: name, current = false }: LinkProps): VNode {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (!isPlain(event)) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={hrefOf(to)} class={name} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
