import { useView } from '../view.ts';

export interface Tab {
  href: string;
  label: string;
  current?: boolean | undefined;
  count?: number | undefined;
}

/** Views of one thing, each a page of its own. */
export function Tabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  const { fmt } = useView();
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>{tab.label}{tab.count !== undefined && <span class="count num">{fmt.number(tab.count)}</span>}</a>
      ))}
    </nav>
  );
}
