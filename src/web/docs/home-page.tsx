import { Page } from './layout.tsx';

const KNOWN: Record<string, { title: string; zh: string; words: string }> = {
  '/mailbox': { title: 'Mailbox', zh: '开发邮箱', words: 'Every mail that this installation sent: the embedded mail server keeps it here.' },
};

/** What runs here. */
export function HomePage({ mounted, version }: { mounted: string[]; version: string }) {
  const places = [
    { path: '/docs', title: 'API', zh: '接口文档', words: 'Every operation with its parameters, answers, errors and a request to try.' },
    ...mounted.map((path) => ({ path, ...(KNOWN[path] ?? { title: path, zh: '', words: '' }) })),
    { path: '/docs/errors', title: 'Errors', zh: '错误码', words: 'What each error means and what to do.' },
    { path: '/openapi.json', title: 'OpenAPI 3.1', zh: '机器可读接口定义', words: 'For client generators.' },
    { path: '/readyz', title: 'Readiness', zh: '运行状态', words: 'Whether this installation can do its work now.' },
  ];
  return (
    <Page title="推管">
      <main id="content">
        <div class="hero">
          <h1>推管 <small>Tuiguan {version}</small></h1>
          <p lang="zh-CN">推广资源管理：登记资源、评估质量、按政策调整权限，事先通知，可申请复审。</p>
          <p>Promotion-resource management for affiliate networks: records, site quality, policy sweeps with notice and a way back, and standing as of any moment.</p>
        </div>
        <ul class="cards">
          {places.map((place) => (
            <li>
              <a href={place.path}><b>{place.title}</b> <span lang="zh-CN">{place.zh}</span></a>
              <p>{place.words}</p>
            </li>
          ))}
        </ul>
      </main>
    </Page>
  );
}
