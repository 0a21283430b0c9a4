// The family names that make a word after "my name is" a name. The list is the hundred most frequent names of the
// Ministry of Public Security's yearly report on names and some further ones; rare names that are also everyday words
// (单, 时, 经, 从, 向, 应, 全, 明, 平, 关) are left out, because they would cover more sentences than persons.
export const familyNames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈' +
  '钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷段龙黎史陶贺毛郝顾龚邵万钱严覃武戴莫孔汤常温康' +
  '施牛樊葛邢安齐伍庄鲁岳翟殷詹申欧耿左焦柳甘祝包宁符阮倪纪梅童凌毕聂屈项祁冉游卜乃刁仇戈毋艾辛蒲'

export const twoCharacterFamilyNames: ReadonlySet<string> = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
])

/** What follows a name in a sentence, so that a given name of one character is not read as two. */
export const givenNameEnds =
  '(?:[^\\p{Script=Han}]|$|是|住|家|今|现|系|男|女|电|手|联|身|来|在|有|想|要|反|和|的|说)'

/** Words that begin like a name. */
export const notNames: readonly string[] = [
  '于今',
  '于昨',
  '于去',
  '于本',
  '于上',
  '于前',
  '于近',
  '高度',
  '高中',
  '高三',
  '高一',
  '高二',
  '高级',
  '高龄',
  '金额',
  '方便',
  '常年',
  '常住',
  '常常',
  '曾经',
  '曾在',
  '曾多',
  '曾向',
  '任何',
  '任职',
  '安置',
  '包括',
  '周边',
  '周围',
  '周末',
  '何时',
  '何处',
  '何人',
  '许多',
  '严重',
  '严格',
  '万分',
  '石油',
  '白天',
  '黄金',
  '毛坯',
  '马上',
  '左右',
  '宁愿',
  '宁可',
  '温馨',
  '游客',
  '申请',
  '付款',
  '付出',
  '施工',
  '钱款',
  '程序',
  '项目',
  '全体',
  '乃是',
]
