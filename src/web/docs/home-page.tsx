import { Page } from './layout.tsx';

const KNOWN: Record<string, { title: string; zh: string; words: string; wordsZh: string }> = {
  '/mailbox': { title: 'Mailbox', zh: '开发邮箱', words: 'Every mail that this installation sent: the embedded mail server keeps it here.', wordsZh: '内置邮件服务器收到的全部邮件。' },
};

/** What runs here. */
export function HomePage({ mounted, version }: { mounted: string[]; version: string }) {
  const places = [
    { path: '/docs', title: 'API', zh: '接口文档', words: 'Every operation with its parameters, answers, errors and a request to try.', wordsZh: '全部接口的参数、响应、错误与调用示例。' },
    ...mounted.map((path) => ({ path, ...(KNOWN[path] ?? { title: path, zh: '', words: '', wordsZh: '' }) })),
    { path: '/docs/errors', title: 'Errors', zh: '错误码', words: 'What each error means and what to do.', wordsZh: '每个错误的含义与处理办法。' },
    { path: '/openapi.json', title: 'OpenAPI 3.1', zh: '机器可读接口定义', words: 'For client generators.', wordsZh: '供生成客户端代码使用。' },
    { path: '/readyz', title: 'Readiness', zh: '运行状态', words: 'Whether this installation can do its work now.', wordsZh: '本系统当前能否正常工作。' },
  ];
  return (
    <Page title="推管">
      <main id="content">
        <div class="hero">
          <h1>推管 <small>Tuiguan {version}</small></h1>
          <p lang="zh-CN">推广资源管理：备案推广资源，评估网站质量，按准入要求调整权限；调整前事先通知，整改后可申请复审。</p>
          <p>Promotion-resource management for affiliate networks: records, site quality, policy sweeps with notice and a way back, and standing as of any moment.</p>
        </div>
        <ul class="cards">
          {places.map((place) => (
            <li>
              <a href={place.path}><b>{place.title}</b> <span lang="zh-CN">{place.zh}</span></a>
              <p>{place.words}</p>
              <p lang="zh-CN">{place.wordsZh}</p>
            </li>
          ))}
        </ul>
        <Noticed />
      </main>
    </Page>
  );
}

/** Where the links of notices lead: what an affiliate can do with this version. */
function Noticed() {
  return (
    <section class="noticed" id="re-review">
      <h2><span lang="zh-CN">收到了权限通知？</span> Received a notice?</h2>
      <ol lang="zh-CN">
        <li>按通知列出的整改办法修改网站。</li>
        <li>发邮件至通知中的联系地址，注明通知编号和整改情况，由政策团队代为更新备案并提交复审；有 API 密钥的，也可自行<a href="/docs#editRecord">更新备案</a>并<a href="/docs#askReReview">申请复审</a>。</li>
        <li>结果会以邮件和<a href="/docs#listMessages">站内消息</a>告知，<a href="/docs#latestReport">质量报告</a>与<a href="/docs#listCases">复审进度</a>可通过 API 查询。</li>
      </ol>
      <ol>
        <li>Repair your site as the notice says.</li>
        <li>Write to the address that the notice gives, quote its number and say what you changed: the policy team updates the record and asks for the re-review for you. With an API key you can <a href="/docs#editRecord">edit the record</a> and <a href="/docs#askReReview">ask</a> yourself.</li>
        <li>The answer comes by mail and as a <a href="/docs#listMessages">message</a>; the <a href="/docs#latestReport">report on your site</a> and <a href="/docs#listCases">where the re-review stands</a> can be read over the API.</li>
      </ol>
    </section>
  );
}
