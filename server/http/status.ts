// The one place where an expected "no" becomes an HTTP number, and where every answer that is not a yes gets its two
// sentences: Chinese and English, for a person to act on.
import type { FastifyReply } from 'fastify'
import {
  inLang,
  isRefusal,
  kindOfRefusal,
  type Refusal,
  type RefusalKind,
  sayRefusal,
} from '#core/life/refusal.ts'
import type { RefusalView } from '#wire/views.ts'
import { type Noes, noesOf } from './no.ts'
import { isNo, type SessionNo } from './session-port.ts'

const numbers: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  busy: 503,
}

export const statusOf = (r: Refusal): number => numbers[kindOfRefusal(r)]

export const viewOfRefusal = (r: Refusal): RefusalView => ({
  refused: r.refused,
  zh: sayRefusal(r, 'zh'),
  en: sayRefusal(r, 'en'),
  ...(Object.keys(r.with).length
    ? { with: Object.fromEntries(Object.entries(r.with).map(([hole, f]) => [hole, inLang(f, 'zh')])) }
    : {}),
})

/** What only a door can refuse: nothing of it concerns a matter. */
const doors = {
  'not-signed-in': [401, '请先登录。', 'Please sign in first.'],
  'not-your-post': [
    403,
    '您当前的岗位没有这项权限；如有其他岗位，请切换。',
    'Your present post may not do this; switch to another post if you hold one.',
  ],
  'change-password-first': [
    403,
    '初始密码只能用来登录一次，请先修改密码。',
    'A first password is for signing in once; please change it first.',
  ],
  'second-factor-first': [
    403,
    '您的岗位必须先设置第二因素（身份验证器），然后才能办理。',
    'Your post requires a second factor; please set one up first.',
  ],
  'stale-page': [
    403,
    '页面已过期，请刷新后再试；您填的内容请先复制。',
    'This page is out of date; please reload it and try again.',
  ],
  'foreign-origin': [
    403,
    '请求来自别的网站，没有执行。请从本系统的页面操作。',
    'The request came from another site and was not carried out.',
  ],
  malformed: [
    400,
    '请求的内容不完整或不是 JSON，没有处理。',
    'The body is incomplete or is no JSON; nothing was done.',
  ],
  'bad-address': [
    400,
    '地址写错了，请检查链接是否完整。',
    'The address is malformed; please check that the link is complete.',
  ],
  'no-such-address': [
    404,
    '没有这个地址，请检查链接是否完整。',
    'There is nothing at this address; please check that the link is complete.',
  ],
  'no-such-link': [
    404,
    '这个链接打不开任何事项，请检查是否复制完整。',
    'No matter is behind this link; please check that it was copied whole.',
  ],
  'outside-district': [404, '这个位置不在本区范围内。', 'This point lies outside the district.'],
  'no-such-shift': [404, '没有这个正在进行的班次。', 'No running shift has this key.'],
  'no-such-photo': [404, '没有这张照片，或您无权查看。', 'No such photo, or you may not see it.'],
  'body-too-large': [
    413,
    '内容太大：最多 256 KB；照片请用上传照片的地址，每张最多 8 MB。',
    'Too large: at most 256 KB; photos go to the photo address, 8 MB each.',
  ],
  'photo-too-large': [413, '照片太大：每张最多 8 MB。', 'The photo is too large: at most 8 MB each.'],
  'no-photo': [
    422,
    '没有收到照片，请在表单的 photo 一栏放一张图片。',
    'No photo arrived; put one picture into the form field “photo”.',
  ],
  'wrong-format': [
    415,
    '只接受 JSON（照片用 multipart/form-data）。',
    'Only JSON is taken here (photos as multipart/form-data).',
  ],
  'no-such-method': [405, '这个地址不支持这种操作。', 'This address does not take this method.'],
  'too-many-looks': [
    429,
    '今天查看个人信息已达上限（20 次），请明天再来，或请值班长查看。',
    'You have looked at personal data 20 times today, which is the limit.',
  ],
  'too-often': [
    429,
    '操作太频繁，请稍后再试；您填的内容还在。',
    'Too many requests in a short time; please wait a moment. What you typed is kept.',
  ],
  'database-away': [
    503,
    '数据库暂时连不上，没有保存；请稍后再试，您填的内容还在。',
    'The database cannot be reached right now; nothing was saved. Please try again shortly.',
  ],
  'no-room': [
    503,
    '存储空间不足，没有保存；请稍后再试，您填的内容还在。',
    'There is no room left to store it; nothing was saved. Please try again later.',
  ],
  unexpected: [
    500,
    '这一步没有做成，已记下（{id}）；请稍后再试，或把编号告诉管理员。',
    'This could not be done and was noted ({id}); try again later or tell your administrator the id.',
  ],
} as const satisfies Noes

export type DoorNo = keyof typeof doors

/** A door's own no. */
export const doorNo = noesOf(doors)

export const sayNo = (reply: FastifyReply, no: SessionNo): FastifyReply => {
  if (no.retryAfterSeconds !== undefined) reply.header('retry-after', String(no.retryAfterSeconds))
  return reply.code(no.status).header('cache-control', 'no-store').send(no.no)
}

/** How long a client waits before it asks again when the whole house is busy. */
export const busySeconds = 3

export const sayRefused = (reply: FastifyReply, r: Refusal): FastifyReply =>
  sayNo(reply, {
    status: statusOf(r),
    no: viewOfRefusal(r),
    ...(kindOfRefusal(r) === 'busy' ? { retryAfterSeconds: Number(r.with.seconds ?? busySeconds) } : {}),
  })

/** Sends the value, or says no in words. */
export const answer = <T>(reply: FastifyReply, value: T | Refusal | SessionNo): FastifyReply =>
  isRefusal(value) ? sayRefused(reply, value) : isNo(value) ? sayNo(reply, value) : reply.send(value)
