type Component = (props: ResponseProps) => unknown;

/** What Swagger UI hands to the component that draws one answer of an operation. */
interface ResponseProps {
  readonly code: string;
  readonly response: { get(key: 'description'): string | undefined };
}

interface System {
  readonly React: {
    readonly createElement: (
      type: unknown,
      props: object | null,
      ...children: unknown[]
    ) => unknown;
    readonly useState: (initial: boolean) => [boolean, (open: boolean) => void];
    readonly Fragment: unknown;
  };
}

type Bundle = (options: { readonly plugins?: readonly unknown[] }) => unknown;

/** What the script uses of the page that Swagger UI lives in. */
export interface FoldingPage {
  SwaggerUIBundle: Bundle;
}

/**
 * Has Swagger UI show the answers that nearly every operation gives as one line each, which opens
 * on demand. Its source is sent to the browser, so it may use nothing from outside.
 */
export function foldRepeatedFaults(page: FoldingPage, repeated: readonly string[]): void {
  const response =
    (Original: Component, { React }: System): Component =>
    (props) => {
      const folds = repeated.includes(props.code);
      const [open, setOpen] = React.useState(!folds);
      const toggle = (): void => {
        setOpen(!open);
      };
      const { createElement: draw } = React;
      const line = draw(
        'button',
        { type: 'button', className: 'fold', 'aria-expanded': open, onClick: toggle },
        draw('span', { className: 'fold-code' }, props.code),
        draw('span', null, props.response.get('description')?.replaceAll('`', '')),
      );
      return draw(
        React.Fragment,
        null,
        folds && draw('tr', { className: 'folded' }, draw('td', { colSpan: 3 }, line)),
        open && draw(Original, props),
      );
    };

  const bundle = page.SwaggerUIBundle;
  const plugin = { wrapComponents: { response } };
  page.SwaggerUIBundle = Object.assign(
    (options: Parameters<Bundle>[0]) =>
      bundle({ ...options, plugins: [...(options.plugins ?? []), plugin] }),
    bundle,
  );
}
