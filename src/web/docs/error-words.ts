import type { ErrorCode } from '../../lib/errors.ts';

/** The catalogue of errors in Chinese, for its pages; the API itself answers in English. */
export const ERROR_WORDS_ZH: Record<ErrorCode, { meaning: string; remedy: string }> = {
  INVALID_INPUT: { meaning: '提交的内容格式不符合要求。', remedy: '查看 `issues`：逐项列出出错位置、提交的值和要求的格式。' },
  UNAUTHENTICATED: { meaning: '未提供有效的 API 密钥。', remedy: '请求中需带 `Authorization: Bearer tg_…`。密钥用 `tuiguan key create` 生成，仅显示一次。' },
  SIGN_IN_FAILED: { meaning: '邮箱与密码不匹配，或验证码不正确。', remedy: '请核对后重试，也可以用邮件链接登录，或重新设置密码。' },
  SIGN_IN_NEEDED: { meaning: '此操作需要先登录。', remedy: '请使用提示中的邮箱登录，然后重新打开链接。' },
  LINK_INVALID: { meaning: '邮件中的链接不完整、已经用过，或已过期。', remedy: '请重新申请，并以最新一封邮件为准。' },
  ALREADY_CLAIMED: { meaning: '该推广者已开通账号。', remedy: '请直接登录，或请账号所有者发送邀请。' },
  FORBIDDEN: { meaning: '您的角色或密钥没有此项权限。', remedy: '请管理员开通错误信息中指明的角色或权限范围。' },
  NOT_FOUND: { meaning: '对象不存在，或您无权查看。', remedy: '请核对编号。属于其他推广者的对象，一律按不存在答复。' },
  METHOD_NOT_ALLOWED: { meaning: '该地址不支持此请求方法。', remedy: '请使用响应头 Allow 中列出的方法。' },
  CONFLICT: { meaning: '对象的当前状态不允许此操作。', remedy: '请重新读取最新状态后再决定。' },
  STALE_RECORD: { meaning: '您读取之后，该记录已被他人修改。', remedy: '请重新读取并核对差异，再按最新版本号提交。' },
  SELF_APPROVAL: { meaning: '批量操作的制定人不能自行审批。', remedy: '请另一位具有审批人角色的同事审批。' },
  STALE_PLAN: { meaning: '所审批的哈希与当前方案不符，或数据在制定方案后变动过大。', remedy: '用 `tuiguan sweep show` 查看当前方案并按其哈希审批，或重新制定方案。' },
  SHARE_GUARD: { meaning: '方案关闭权限的比例超过了保护上限。', remedy: '如确需执行，请准确填写关闭数量以确认（`--confirm-closings N`）。' },
  PID_TAKEN: { meaning: '该 PID 已由其他推广者登记。', remedy: '一个 PID 只能归属一位推广者，请核对数字，或联系政策团队。' },
  AT_IN_FUTURE: { meaning: '查询的时间尚未到来。', remedy: '请查询当前或过去的时间：未来的状态仍可能变化。' },
  NO_KNOWN_CALENDAR: { meaning: '该年份的工作日安排尚未公布。', remedy: '待国务院办公厅公布当年节假日安排后，更新日历数据（chinese-days）。' },
  ADDRESS_REFUSED: { meaning: '该地址属于内网或保留地址，或因其他原因不允许抓取。', remedy: '请提供可公开访问的 http(s) 地址。本机测试站点需用 --allow-host 或 CRAWL_ALLOW_HOSTS 指明。' },
  RATE_LIMITED: { meaning: '短时间内请求过多。', remedy: '请按响应头 Retry-After 给出的秒数等待后重试。' },
  PAYLOAD_TOO_LARGE: { meaning: '请求体超过该接口的上限。', remedy: '请减少单次提交的内容。' },
  CONFIG: { meaning: '系统配置有误。', remedy: '请按错误信息中指明的变量和格式修改配置。' },
  UNAVAILABLE: { meaning: '处理此请求所需的服务暂时无法访问。', remedy: '请稍后重试；本次请求未作任何更改。' },
  INTERNAL: { meaning: '系统内部出错。', remedy: '请将请求编号（requestId）告知我们；除错误信息指明的之外，未作任何更改。' },
};
