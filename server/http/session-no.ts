// Every "no" of the sign-in room, in one list, Chinese first. An unknown name and a wrong password share one sentence.
import { noesOf } from './no.ts'

export const signInNo = noesOf({
  'wrong-sign-in': [
    403,
    '账号或密码不对。连续输错 5 次会锁定一段时间。',
    'The account or the password is wrong. Five wrong tries in a row lock the account for a while.',
  ],
  'sign-in-locked': [
    429,
    '连续输错次数过多，已暂停登录，请 {minutes} 分钟后再试，或请安全管理员解锁。',
    'Too many wrong tries: signing in is paused for {minutes} minutes, or ask the security administrator to unlock it.',
  ],
  'sign-in-crowded': [
    429,
    '现在登录的人多，请 {seconds} 秒后再试。',
    'Many people are signing in; please try again in {seconds} s.',
  ],
  'second-factor-needed': [
    403,
    '请输入身份验证器上的 6 位验证码（或一个恢复码）。',
    'Please enter the 6-digit code of your authenticator, or a recovery code.',
  ],
  'wrong-code': [
    403,
    '验证码不对或已经用过，请等下一个验证码再输入。',
    'The code is wrong or was used already; please wait for the next one.',
  ],
  'no-post-now': [
    403,
    '您现在没有在任的岗位，不能登录；请联系本单位管理员确认任期。',
    'You hold no post at this time; ask your unit administrator to check your duty period.',
  ],
  'first-password-void': [
    403,
    '初始密码已超过 7 天，不能再用；请安全管理员重新发放。',
    'The first password is older than 7 days and void; ask the security administrator for a new one.',
  ],
  'session-over': [401, '登录已结束，请重新登录。', 'Your session is over; please sign in again.'],
  'not-your-own-post': [403, '您现在不担任“{post}”岗位。', 'You do not hold the post “{post}” at this time.'],
  'wrong-password': [403, '当前密码不对。', 'The present password is wrong.'],
  'same-password': [422, '新密码不能与当前密码相同。', 'The new password must differ from the present one.'],
  'too-short': [
    422,
    '密码至少 10 个字符；长比复杂更重要。',
    'A password needs at least 10 characters; length matters more than mixture.',
  ],
  'has-login': [422, '密码里不能包含账号名。', 'The password must not contain the account name.'],
  'too-common': [
    422,
    '这个密码太常见，容易被猜到，请换一个。',
    'This password is too common; please take another.',
  ],
  'too-few-characters': [
    422,
    '密码里至少要有 5 种不同的字符。',
    'A password needs at least 5 different characters.',
  ],
  'no-factor-begun': [
    409,
    '还没有开始设置第二因素，请先取得二维码。',
    'Setting up has not begun; please get the secret first.',
  ],
  'factor-in-force': [
    409,
    '第二因素已经设置；要更换请先停用。',
    'A second factor is set up already; switch it off before setting up another.',
  ],
  'factor-required': [
    403,
    '您的岗位必须使用第二因素，不能停用。',
    'Your post requires the second factor; it cannot be switched off.',
  ],
  'unknown-person': [
    422,
    '本区没有编号为“{person}”的人员。',
    'There is no person “{person}” in this district.',
  ],
  'no-account': [404, '“{person}”还没有账号。', '“{person}” has no account yet.'],
  'login-taken': [409, '账号名“{login}”已被使用。', 'The account name “{login}” is taken.'],
  'bad-login': [
    422,
    '账号名“{login}”不对：2–40 个字母、数字、汉字，可含点和连字符。',
    'The account name “{login}” is wrong: 2–40 letters or digits, dots and hyphens between.',
  ],
  'not-your-own-account': [
    403,
    '不能对自己的账号做这个操作，请由另一名安全管理员办理。',
    'Not on your own account; another security administrator must do this.',
  ],
})
