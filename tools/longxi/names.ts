// Invented Chinese names with their romanisation. The parts are ordinary words of any hill district; the combinations
// belong to no real one. Romanisation is written beside each part because no table of readings comes with the platform.

export type Word = readonly [zh: string, en: string]

const words = (text: string): Word[] =>
  text
    .trim()
    .split(/\s+/)
    .map(part => part.split('/') as unknown as Word)

export const streetNames = words('临溪/Linxi 望江/Wangjiang 青云/Qingyun 锦屏/Jinping 东岭/Dongling')

export const townNames = words(`
  白鹤/Baihe 柳荫/Liuyin 双溪/Shuangxi 金竹/Jinzhu 大石/Dashi 茶亭/Chating 回龙/Huilong 清流/Qingliu
  鱼泉/Yuquan 桂花/Guihua 松林/Songlin 高坪/Gaoping 三河/Sanhe 云峰/Yunfeng 响水/Xiangshui 黄桷/Huangjue
  梨园/Liyuan 凤鸣/Fengming 马鞍/Ma'an 竹溪/Zhuxi 天台/Tiantai 永乐/Yongle 沙坪/Shaping`)

const communityFirst = words(
  '文/Wen 光/Guang 祥/Xiang 福/Fu 安/An 康/Kang 兴/Xing 嘉/Jia 和/He 明/Ming 民/Min 永/Yong',
)
const communitySecond = words('华/hua 宁/ning 泰/tai 昌/chang 盛/sheng 源/yuan 欣/xin 荣/rong 达/da 远/yuan')
const villageFirst =
  words(`大/Da 小/Xiao 新/Xin 高/Gao 长/Chang 金/Jin 银/Yin 白/Bai 青/Qing 红/Hong 龙/Long 凤/Feng
  石/Shi 双/Shuang 三/San 天/Tian 云/Yun 清/Qing 花/Hua 梅/Mei`)
const villageSecond =
  words(`湾/wan 坝/ba 沟/gou 坡/po 岩/yan 桥/qiao 井/jing 塘/tang 堰/yan 滩/tan 岭/ling 溪/xi 垭/ya
  林/lin 坎/kan 田/tian 院/yuan 坳/ao 洞/dong 寨/zhai`)
const estateFirst =
  words(`锦绣/Jinxiu 翠湖/Cuihu 御景/Yujing 滨江/Binjiang 阳光/Yangguang 书香/Shuxiang 碧水/Bishui
  紫荆/Zijing 香樟/Xiangzhang 梧桐/Wutong 星河/Xinghe 世纪/Shiji 枫林/Fenglin 丽景/Lijing 鑫苑/Xinyuan 东方/Dongfang
  名门/Mingmen 水岸/Shui'an 雅居/Yaju 桃源/Taoyuan`)
const estateSecond = words(
  '花园/Garden 家园/Homes 新城/New_Town 雅苑/Court 名城/City 小区/Estate 华府/Mansion 公馆/Residence',
)
const roadFirst =
  words(`龙溪/Longxi 滨河/Binhe 人民/Renmin 建设/Jianshe 白云/Baiyun 学府/Xuefu 工业/Gongye 迎宾/Yingbin
  中兴/Zhongxing 环城/Huancheng 凤凰/Fenghuang 金龙/Jinlong 民主/Minzhu 胜利/Shengli 青年/Qingnian 团结/Tuanjie 育才/Yucai
  朝阳/Chaoyang 花桥/Huaqiao 车站/Chezhan`)
const roadSecond = words('路/Road 大道/Avenue 东路/East_Road 西路/West_Road 街/Street 巷/Lane')

const pairs = (first: readonly Word[], second: readonly Word[], joint: string): Word[] =>
  first.flatMap(([a, x]) => second.map(([b, y]): Word => [a + b, `${x}${joint}${y}`.replaceAll('_', ' ')]))

export const communityNames = pairs(communityFirst, communitySecond, '')
export const villageNames = pairs(villageFirst, villageSecond, '')
export const estateNames = pairs(estateFirst, estateSecond, ' ')
export const roadNames = pairs(roadFirst, roadSecond, ' ')

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛',
]
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉力健俊帆雪荣爱梅燕玲浩宇鹏飞鑫波斌莉萍琴云洁慧颖佳嘉欣怡晨曦博雅琪瑞阳航凯翔宁远志成德林森春夏秋冬松柏竹青川江河海',
]

/** Person names without repetition, in a fixed order for a given chance. */
export const personNames = (pick: (n: number) => number) => {
  const used = new Set<string>()
  return (): string => {
    for (;;) {
      const two = pick(100) < 72
      const zh =
        surnames[pick(surnames.length)]! +
        given[pick(given.length)]! +
        (two ? given[pick(given.length)]! : '')
      if (!used.has(zh)) {
        used.add(zh)
        return zh
      }
    }
  }
}
