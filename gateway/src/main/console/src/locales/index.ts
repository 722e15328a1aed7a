import { readonly, ref, type Ref } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import { en } from './en'
import { ko } from './ko'
import { zh } from './zh'

type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** What a further language must provide: `export const ko: Texts = {…}`. */
export type Texts = Shape<typeof zh>

type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`
}[keyof T & string]

/** Every text there is; a misspelt key does not compile. */
export type TextKey = Keys<Texts>

/** The groups of codes that have words. */
export type CodeGroup = {
  [K in keyof Texts['code']]: Texts['code'][K] extends string ? never : K
}[keyof Texts['code']]

/** Each in its own name. */
export const LANGUAGES = { zh: '中文', ko: '한국어', en: 'English' } as const
export type Language = keyof typeof LANGUAGES

const KEPT = 'fengqiao.language'
const TAGS: Record<Language, string> = { zh: 'zh-CN', ko: 'ko-KR', en: 'en' }

function remembered(): Language {
  const kept = localStorage.getItem(KEPT)
  return kept !== null && Object.hasOwn(LANGUAGES, kept) ? (kept as Language) : 'zh'
}

const language = ref<Language>(remembered())

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: 'zh',
  messages: { zh, ko, en },
})
document.documentElement.lang = TAGS[language.value]

export function useLanguage(): { language: Readonly<Ref<Language>>; speak: (next: Language) => void } {
  return { language: readonly(language), speak }
}

function speak(next: Language): void {
  language.value = next
  i18n.global.locale.value = next
  localStorage.setItem(KEPT, next)
  document.documentElement.lang = TAGS[next]
}

type Named = Record<string, string | number>

export interface Words {
  t: (key: TextKey, named?: Named) => string
  /** The word for a code, or the code itself: a newer service may send one this console does not know yet. */
  word: (group: CodeGroup, code: string | null | undefined) => string
}

export function useWords(): Words {
  const composer = useI18n()
  const t: Words['t'] = (key, named = {}) => composer.t(key, named)
  return {
    t,
    word: (group, code) => {
      if (code === null || code === undefined || code === '') return t('app.none')
      const words: Record<string, string> = composer.tm(`code.${group}`)
      // Looked up rather than composed: a code may contain dots.
      return Object.hasOwn(words, code) ? (words[code] ?? code) : code
    },
  }
}
