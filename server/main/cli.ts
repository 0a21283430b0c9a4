// `npx jiewang <command>`: what an engineer does beside the running program. Each command is a function that answers an
// exit code; nothing here decides anything.
import { packCommand } from '#server/gate/pack/pack-command.ts'
import { accountCommand } from './account-command.ts'
import { classesCommand } from './classes-command.ts'
import { classifyCommand } from './classify-command.ts'
import { figuresCommand } from './figures-command.ts'
import { historyRebuild, historyVerify } from './history-commands.ts'
import { keyCommand } from './key-command.ts'
import { modelCommand } from './model-command.ts'
import { packUseCommand } from './pack-use.ts'
import { replayCommand } from './replay-command.ts'
import { sayError } from './say-error.ts'
import { readSettings } from './settings.ts'
import { simCommand } from './sim-command.ts'
import { trainCommand } from './train-command.ts'
import { vaultKeyCommand } from './vault-key-command.ts'
import { whatifCommand } from './whatif-command.ts'

const out = (line: string): void => void process.stdout.write(`${line}\n`)

type Command = { zh: string; en: string; run: (args: readonly string[]) => Promise<number> }

const commands: Readonly<Record<string, Command>> = {
  pack: {
    zh: '检查区情包（check），按区划代码生成骨架（new），启用新版本（use）',
    en: 'check a district pack, make the skeleton of any county, put a version in force',
    run: args =>
      args[0] === 'use' ? packUseCommand(args.slice(1), readSettings(), out) : packCommand(args, out),
  },
  account: {
    zh: '给第一位安全管理员开账号，或重置口令',
    en: 'an account for the first security administrator, or a new first password',
    run: args => accountCommand(args, readSettings(), out),
  },
  key: {
    zh: '连接系统（Open311、热线等）的密钥：发放（new）、列出（list）、停用（end）',
    en: 'keys of connected systems: make, list, end',
    run: args => keyCommand(args, readSettings(), out),
  },
  replay: {
    zh: '把历史留言送进网里，列表统计',
    en: 'feed past messages through the ordinary door and print a table',
    run: args => replayCommand(args, readSettings(), out),
  },
  figures: {
    zh: '把公布的每个数字从事实里重新数一遍（--sql 看数法，--json）',
    en: 'count every published figure again from facts (--sql prints how, --json)',
    run: args => figuresCommand(args, readSettings(), out),
  },
  sim: {
    zh: '模拟区：铺开往事（history）、时钟快慢（speed）、暴雨（storm）',
    en: 'the make-believe district: lay its past, set its pace, call a storm',
    run: args => simCommand(args, readSettings(), out),
  },
  train: {
    zh: '用标注过的文本或本区办结事项（--own）训练分类模型',
    en: 'train a sorting model from labelled rows or the district’s own closed matters',
    run: args => trainCommand(args, readSettings(), out),
  },
  classify: {
    zh: '用模型给一批文本分类，并写出依据的词',
    en: 'label a file of texts with a model, and the words that decided',
    run: args => classifyCommand(args, out),
  },
  classes: {
    zh: '把一批留言归成类案：名称、得分及各项、留言编号',
    en: 'gather a file of messages into groups that are one problem',
    run: args => classesCommand(args, out),
  },
  model: {
    zh: '分类模型：比较（compare）、启用（use）、列出（list）',
    en: 'sorting models: compare, put in force, list',
    run: args => modelCommand(args, readSettings(), out),
  },
  whatif: {
    zh: '用另一套目录、派单表、日历或模型重放一段时间，看哪些会不同',
    en: 'replay a period under other rules and print what would have been different',
    run: args => whatifCommand(args, readSettings(), out),
  },
  'vault-key': {
    zh: '更换保险库密钥（change）',
    en: 'change the key under all personal data',
    run: args => vaultKeyCommand(args, readSettings(), out),
  },
  verify: {
    zh: '校验历史：改动、缺失、错序的事实都会指出来',
    en: 'find any altered, missing or reordered fact and name it',
    run: () => historyVerify(readSettings(), out),
  },
  rebuild: {
    zh: '由事实重建全部视图并证明一致（--check 只比对）',
    en: 'rebuild every view from facts and prove it equal (--check only compares)',
    run: args => historyRebuild(args, readSettings(), out),
  },
}

const usage = (): void => {
  out('用法 usage: npx jiewang <命令 command> …')
  for (const [name, c] of Object.entries(commands)) out(`  ${name.padEnd(9)} ${c.zh}　${c.en}`)
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) {
  usage()
  process.exitCode = name === '' || name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = await command.run(args)
  } catch (error) {
    sayError(error)
    process.exitCode = 1
  }
}
