// What stands before, inside and after the names of persons. Words of everyday Chinese and of forms, the same everywhere;
// nothing of a district stands here.

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u))

/** After these somebody's name is written: "我叫" in a letter, "姓名：" in a form. */
export const calledBefore = setOf(
  '我叫 名叫 叫做 我名 名字叫 名字是 化名 原名 姓名 名为 改名 实名举报人 投诉举报人',
)

/** After these it is, where a sign or a gap stands between, as in a form: "联系人：". */
export const fieldBefore = setOf(
  `联系人 投诉人 反映人 举报人 申请人 求助人 报警人 反应人 留言人 信访人 上访人 求助者 反映者 报告人 执笔人 户主 签名 落款 署名 法人 法人代表 法定代表人 法定代理人 委托人
  代理人 委托代理人 实际控制人 负责人 当事人 被告人 被告 原告 原告人 申诉人 上诉人 嫌疑人 被害人 受害人 死者 伤者 患者 债务人 债权人 担保人 承包人 经办人 收款人 驾驶人 车主 业主 房主
  房东 网名 被举报人 被投诉人 村民代表 户名 账户名 开户名 收件人 寄件人 写信人 来信人 敬上 本人`,
)

/** Kinds of people, offices and small words that often stand right before a name. */
export const beforeName = setOf(
  `上任 前任 现任 原任 时任 专干 干事 村霸 路霸 恶霸 欠 像 自 找到 领导 同志 员 者 妻 夫 弟 兄 爸 妈 哥 姐 妹 叔 伯 姑 舅 嫂 师 长 生 打手 凶手 帮凶 法人 法人代表 法定代表人 代理人 实际控制人 负责人 被告 原告 死者 伤者 患者 车主 业主 房主 房东 户主 帮助 指证 举报 投诉 控告 起诉 联系 通知 殴打 打伤 欺骗 带领 带着 串通 勾结 逼迫 威胁 村民 居民 农民 农户 群众 市民 业主 住户 租户 租客 商户 店主 摊主 老板 老板娘 包工头 工头 老乡 邻居 同事 同学 朋友 亲戚 学生 家长 老人 小孩 孩子 司机 驾驶员
  书记 村支书 支书 副书记 党委书记 县委书记 市委书记 主任 副主任 村主任 村长 组长 副组长 队长 大队长 中队长 所长 副所长 局长 副局长 科长 副科长 站长 校长 副校长 院长 副院长
  镇长 副镇长 乡长 县长 副县长 市长 副市长 区长 厅长 副厅长 处长 会计 出纳 秘书 委员 常委 代表 干部 村干部 工作人员 民警 警官 辅警 律师 法官 检察官 医生 主治医生 护士
  老师 班主任 教师 教练 经理 总经理 副总经理 副总 总监 董事长 董事局主席 主席 监事 监事长 股东 创始人 店长 主管 员工 职工 工人 民工 师傅 顾问 中介 会员 保安 物业经理 项目经理
  丈夫 妻子 老公 老婆 爱人 儿子 女儿 父亲 母亲 爸爸 妈妈 父母 哥哥 弟弟 姐姐 妹妹 兄弟 姐夫 妹夫 女婿 儿媳 媳妇 孙子 孙女 外孙 岳父 岳母 公公 婆婆 叔叔 伯父 舅舅 姑父 侄子 侄儿
  长女 长子 次子 次女 幼子 幼女 之子 之女 其子 其女 男友 女友 前妻 前夫 同志 本人 我是 我系 名为 叫 是 与 和 及 跟 由 被 对 向 找 给 让 将 把 请 跟 为 系 有 以 连同 伙同 委托 指使 名字 组村民 书记员
  当事人 人员 主席 主持人 专员 队员 党员 户 人 等人 官员 嫌犯 被执行人 失信人 逃犯 骗子 恶霸 村霸 残疾人 五保户 贫困户 低保户 特困户 纠纷 总 家住 同伙 亲属 养父 养母 继父 继母 户籍 客户`,
)

/** Characters names are made of more than other words are. */
export const givenCharacters: ReadonlySet<string> = new Set(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂兰玲芬燕红梅鹏辉飞斌波宇浩凯健俊帆鑫楠琴云莲玉萍珍凤春建华国志海文明亮' +
    '成龙林祥福贵荣富德忠义仁礼智信安康宁泰昌盛兴旺发财宝金银铜铁钢锋剑雄豪杰俊才学书诗琪瑶瑾萱涵雪雨雯霖晨曦旭阳晖晓' +
    '光耀辰星月婷妍妮娅媛婉婕姣娇嫦佳佩倩莉莎菲菊茜萌蕾薇蓉蓓芝芸芹苗茂松柏桐柳梓森树根泉清江河湖淑洁润泽源深渊渝湘' +
    '炎焱炳煜煌熙然烨烈焕永远长久恒世代祖先传承继绍延寿年庆喜乐欢怡悦欣慧惠思念怀恩爱慈善美好佑保卫护民权邦胜利克' +
    '坤乾宗宪尧舜禹汤启贤良诚实正直端方圆满全有万千百亿之其一二三四五九生元亨初新立定宏伟广博大达远翔翰骏麟虎彪豹鹤鸿' +
    '雁鹰凌霄岳峰岩岭嵩山石磊玮琳琦琼瑜璐珊珠琛璇莹晶丹彤彩紫青蓝素香馨媚艺芷若冰寒霜露夏秋冬东南西北中少小孝顺' +
    '君子仲伯叔季孟振威武斗战士政治法律勤奋进步升高登举杨柱梁栋材相如意吉瑞嘉裕丰谦逊恭敬让朝廷辅佐辰轩毅力坚' +
    '浚喆钧彦彬楷璞韬皓睿哲聪颖益友作为满冬梦盈荷俐咏细蔚颜玥昕妤沁沛淼炜烁珂珮琰甜筠绮翠翊艾茹菁莺蕊谊贞超跃轲逸郁钰铭锐锦镇阔霏韵顺颂龄兵枚帅麒姗钗钦铃锡雅韶圣诺奇希菡喻吉付述儒儿妹英贱满' +
    '娥焘岚棠钊沂姆秦仙芽枣桥灿焯炬煊炯璋琨瑛璟菱蕙嫣娣娉姝婵婧嵘峻崇岱彰恺悌懿挺捷攀敬敦昀昂昊昱晗晟晴暄曙曦朗杉枝柯榕榜樱毓沐泓洲涓淇淞淳添渤溪滢潇澄澜瀚烽煦熠燊献玫珏珩瑄瑗璧甫畅皎硕秉稳竹笑筱纯绍绣维纲纬翎耘聆胤舟航苇苒荃菀葵蕴衍训询谋豫赞赫迪逊逵郎铎锟镔闯陵隽霁飒驰骁鲲鹃默桓榆槐杭枫祺祯祎禄禧绢配细求垂粲疸骥蠡焱俭勋劲劼勃励',
)

/** Characters no name is made of. */
export const neverGiven: ReadonlySet<string> = new Set(
  '的了是在我你他她它们这那个不没被把于和与及或也都就还会能可因但而且并从对该此每各某很最更吗呢吧啊呀哪什么怎谁两位' +
    '等说打叫问找给让跟将又再才已即却则虽由到去来过着得要需仍请您咱自己时候后前里内外上下左右间处种样次件条项份些几多' +
    '用办做收交买卖租住房屋车票款费钱块斤米吨层楼号厅局部委办众站话题况类型规序据证件单',
)

/** Characters names are seldom made of. */
export const seldomGiven: ReadonlySet<string> = new Set('科股党团群网程书表由所时其日月年地人若元社场栋道应')

/** Characters a place, a road or an office ends with. */
export const placeEnds: ReadonlySet<string> = new Set(
  '村镇乡县市区路街巷祠组州省湾冲坳坪坝沟桥塘岭坡桠垭院校园苑厂店站队馆寺庙河湖',
)

/** After a family name these make it "Secretary Hu", which says no more than the cover does. */
export const titles: ReadonlySet<string> = setOf(
  '书记 局长 县长 市长 镇长 区长 乡长 村长 省长 厅长 处长 科长 所长 站长 校长 院长 队长 组长 部长 会长 行长 台长 主任 主席 经理 先生 女士 小姐 太太 老师 医生 大夫 ' +
    '警官 律师 法官 会计 教授 教练 师傅 老板 主管 店长 阿姨 大爷 支书 书支 委员 常委 秘书 同志 同学 总理 总书 婆婆 奶奶 嬢嬢 孃孃 幺嬢 大娘 大妈 大嫂 爷爷 老汉 大叔 叔叔 伯伯 副院 副校 副局 副县 副市 副镇 副处 副科 副所 副总 副队 总经 副主 副书 副局 大书 某某',
)

/** One of these after a family name is a title, a clan or a blank, not a given name. */
export const shortTitles: ReadonlySet<string> = new Set('总工某姓氏家叔伯婶哥姐嫂爷奶婆老副董院')

/** What follows the name of a village, a road, a firm or an estate. A stretch that is one anywhere in a text is one everywhere. */
export const placeAfter =
  /^(?:村(?!长|支书|主任)|镇(?!长)|乡(?!长|亲)|路(?!过|上|边|口遇)|街|巷|大道|公司|集团|小区|花园|家园|国际|建设(?!局)|置业|物业|地产|房产|酒店|宾馆|超市|学校|小学|中学|幼儿园|医院|卫生[院室]|庄|城|苑|湾|冲|坪|堰|水库|大桥|大厦|广场|公园|社区|派出所|信用社|工业园|火车站|产业园|开发区|英语|教育|驾校|农贸|市场|汽车[总站]|车站|养殖|采[石什]场|安置|便民|敬老|司法所|体育|那[条个边]|这[条边]|家(?:湾|村|冲|坪|坳|老屋|大|巷|沟|院|坝|嘴|桥))/

/** What follows a name, and how much it speaks for it. Where a place could end, what makes it a person again. */
export const afterName: ReadonlyMap<string, number> = new Map([
  ...signs(2.4, '先生 女士 小姐 同志'),
  ...signs(
    1.8,
    '同学 师傅 大爷 阿姨 书记 主任 局长 镇长 村长 组长 队长 经理 老师 校长 医生 律师 夫妇 夫妻 两口子 老婆 妻子 丈夫 儿子 女儿 之子 之女 之妻 兄弟 父子 父亲 母亲 身份证 电话 手机 联系 名下 等人 本人 同村 户口 一人 二人 两人 三人 二位 俩 一家 家属 老板 家门 家里 警官 支书 和其 及其 他家',
  ),
  ...signs(
    0.8,
    '的 是 在 与 和 及 跟 说 打 将 把 被 向 对 以 因 为 又 也 都 从 来 去 到 给 找 要 有 做 任 住 现 系 就 不 没 却 再 曾 已 携 等 家 诉 称 答 签 写 拿 带 于 因 由 男 女 年 其 并 还 只 才 驾 所 这 那 当 户 之 两 三 一 叫 让 用 利 欠 委 骗 收 交 买 卖 同 亲 个 指 参 名 申 告 报 承 负 组织 伙同 贪 受 借 强 霸 占 私 涉 敲 殴 威 恐 逃 潜 失 死 身 受 擅 违 调 退 离 结 未 仍 至 自 通 经 请 代 提 起 介 我 他 你 她 您 你们 他们 我们 拒 故 私 勾 串 开 出 进 回 前 后 多 社长 组长 路过 镇长 县长 市长 区长 院长 所长 站长 队员 场长 厂长 店长',
  ),
])

/** Men of history and public life, whom streets, schools and speeches are full of. */
export const publicNames = setOf(
  '习近平 毛泽东 邓小平 李克强 温家宝 胡锦涛 江泽民 周恩来 刘少奇 朱镕基 雷锋 孙中山 包青天 缪伯英 曾国藩 左宗棠 彭德怀 贺龙 徐特立 黄兴 蔡锷 焦裕禄 王阳明 周敦颐 李白 杜甫 白求恩 张飞 关羽 刘备 诸葛亮 司马昭',
)

function signs(worth: number, words: string): (readonly [string, number])[] {
  return words.split(' ').map(word => [word, worth] as const)
}
