// The family names that make a stretch of text a possible name. The list is the hundred most frequent names of the
// Ministry of Public Security's yearly report on names and some two hundred further ones.
export const familyNames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈' +
  '钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷段龙黎史陶贺毛郝顾龚邵万钱严覃武戴莫孔汤常温康' +
  '施牛樊葛邢安齐伍庄鲁岳翟殷詹申欧耿左焦柳甘祝包宁符阮倪纪梅童凌毕聂屈项祁冉游卜刁仇戈毋艾辛蒲易兰喻谷舒盛湛厉谈颜洪赖乔桑皮翁屠柴栾郜姬晁阚荆岑练农巫臧宗宾危幸银隋燕郁昌荀班虞元祖缪殳佴逄郦' +
  '费滕甄蒙向文成胥匡娄鄢晏佘尤涂华楚关骆章苗裴席管米瞿靳卞储沙查谌辜粟阳宫邬柯俞池尚穆冷路车解代时明全单景鲍' +
  '桂霍卓蓝褚简党苟麻隆佟盘仲狄奉糜于乐喜牟敖冼蔺窦饶丘巩荣仝封闵麦邝古缪印税阙'

/** Family names that are everyday words too: these need more around them before they are taken for a name. */
export const wordlikeFamilies =
  '皮农桑班银元宗昌幸危燕练祖乔莫柳梅曾段余安祝厉付谈高马金石方任安白江万常文武向成于田华楚关沙管米路车解代时明全单景党乐喜荣封麦古印税盘奉简' +
  '程康包宁左项游钱费史查池尚冷章席储隆麻盛桂蓝宫阳'

/** Family names that are hardly ever anything else. */
export const plainFamilies =
  '颜赖翁阚臧缪王李张刘陈杨赵吴孙朱胡郭罗郑梁宋唐韩邓冯曹彭肖萧董潘袁蔡蒋杜魏吕丁卢姚沈钟姜崔谭陆汪廖贾薛闫阎侯孟秦邱尹邹熊' +
  '陶贺郝龚邵覃戴汤樊葛邢耿聂屈祁冉詹翟阮倪凌毕仇喻湛甄滕鄢晏佘尤骆裴瞿靳卞谌辜邬俞鲍霍褚苟佟厉徐黄周'

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
