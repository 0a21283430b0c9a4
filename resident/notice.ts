// The notice in words. Each promise here is one the net keeps: change both together.
import type { Sentence } from '#ui/words.ts'

type Part = { head: Sentence; lines: readonly Sentence[] }

export const notice: readonly Part[] = [
  {
    head: ['怎么办', 'How it works'],
    lines: [
      [
        '{district}的社区、镇街和区三级指挥中心共用一个编号、一个时限、一条经过。您看到的时限，和承办人看到的是同一个。',
        'Community, town and district centres of {district} share one number, one clock and one history. You see the same clock as the handler.',
      ],
      [
        '时限从派给承办单位时开始算，不等签收；退回、转办都不停表，只有说明理由的暂缓才停。',
        'The clock starts when it is sent to a unit, not when the unit signs; sending it back does not stop it, only a hold with a stated reason does.',
      ],
      [
        '办完由没有经手的人核查，再答复您。您说没解决，会自动重新办理。',
        'Somebody who did not handle it checks the result before you are answered. If you say it is not solved, it is reopened by itself.',
      ],
      [
        '反映单位本身或它的工作人员：该单位看不到这件事项。',
        'A report about an office or its staff is not visible to that office.',
      ],
    ],
  },
  {
    head: ['谁处理您的个人信息', 'Who handles your personal data'],
    lines: [
      [
        '{district}社会治理指挥中心，和办理这件事项的单位。',
        'The command centre of {district} and the units that handle this matter.',
      ],
      [
        '依据：履行法定职责所必需（个人信息保护法第十三条第一款第三项、第三十四条）。',
        'Basis: necessary for duties laid down by law (Personal Information Protection Law, arts. 13(1)(3) and 34).',
      ],
    ],
  },
  {
    head: ['处理什么，为什么', 'What, and why'],
    lines: [
      [
        '情况、地点、照片：用来办这件事。照片里的位置和手机信息在您的手机上就去掉。',
        'Words, place and photos: to handle the matter. Position and phone model inside photos are removed on your phone.',
      ],
      [
        '姓名、电话：都可以不填；填了只用来问清情况、核实和答复您。',
        'Name and phone: both may be left out; if given, only to ask details, check and answer you.',
      ],
      [
        '不要求登录，不装跟踪，不用来给任何人打分，也不转作他用。',
        'No sign-in, no tracking; never used to rate a person, nor for any other purpose.',
      ],
    ],
  },
  {
    head: ['谁看得到', 'Who can see it'],
    lines: [
      [
        '姓名和电话加密存放、遮住显示。要看的人先写用途和理由，每看一次留一条记录，您在进展页看得到。',
        'Name and phone are stored encrypted and shown masked. Whoever looks gives purpose and reason first; each look leaves a record you can see on your page.',
      ],
    ],
  },
  {
    head: ['保存多久', 'How long'],
    lines: [
      [
        '联系方式最长保存到办结后 3 年；您随时可以在进展页删除，删除即销毁密钥，谁也恢复不了。',
        'Contact details are kept for 3 years after closing at most. You can delete them at any time on your page; the key is destroyed and nobody can restore them.',
      ],
      [
        '草稿和链接只存在您的设备上，在首页可以移除。',
        'Drafts and links are kept on your device only and can be removed on the start page.',
      ],
    ],
  },
  {
    head: ['您的权利，找谁', 'Your rights, and whom to ask'],
    lines: [
      [
        '您可以查阅、复制、更正、删除，也可以要求说明。在进展页办，或打 12345、到社区（村）窗口。',
        'You may see, copy, correct and delete your data, and ask for an explanation: on your page, by calling 12345, or at your community desk.',
      ],
      [
        '对答复不满意，可以向{district}社会治理指挥中心提出，也可以依法投诉、起诉。',
        'If you disagree with an answer, turn to the command centre of {district}, or complain or sue as the law provides.',
      ],
    ],
  },
]
