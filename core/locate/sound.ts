// How a name sounds: residents and speech recognition write 民常社区 for 民昌社区, and in Chongqing 南 and 兰, 山 and 三, 湖
// and 福 sound alike. Names that sound the same have the same sounds here.
import { syllables } from './syllables.ts'

const syllableOf = new Map<string, string>(
  syllables
    .trim()
    .split('\n')
    .flatMap(line => {
      const [syllable = '', characters = ''] = line.split(' ')
      return [...characters].map((c): [string, string] => [c, blurred(syllable)])
    }),
)

// South-western Mandarin keeps flat and curled tongue, n and l, hu and f, -n and -ng after i and e not apart.
function blurred(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?!$)/, 'l')
    .replace(/^hu(?=.)/, 'f')
    .replace(/^hu$/, 'fu')
    .replace(/([ie])ng$/, '$1n')
}

/** One sound a character; a character without a known one, a digit or a letter stays itself. */
export const soundsOf = (text: string): readonly string[] =>
  [...text].map(character => syllableOf.get(character) ?? character)
