// One button between Chinese and English.
import { setLang, useLang } from '#ui/lang.ts'
import { t } from '#ui/words.ts'

export const LangSwitch = () => {
  const lang = useLang()
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="link-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLang(other)}
    >
      {t('otherLang')}
    </button>
  )
}
