import { nextTick, onMounted, onUnmounted } from 'vue'
import { useRouter } from 'vue-router'
import { useSession } from '../session/session'
import { CASE_ROLES } from '../session/roles'

/** The key / leads to the search of cases from anywhere, except while somebody writes. */
export function useSearchKey(): void {
  const router = useRouter()
  const { hasAny } = useSession()

  async function pressed(event: KeyboardEvent): Promise<void> {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return
    if (document.querySelector('dialog[open]') !== null || !hasAny(CASE_ROLES)) return
    event.preventDefault()
    await router.push({ name: 'cases' })
    await nextTick()
    document.querySelector<HTMLInputElement>('[data-search]')?.focus()
  }
  const listen = (event: KeyboardEvent) => void pressed(event)

  onMounted(() => {
    document.addEventListener('keydown', listen)
  })
  onUnmounted(() => {
    document.removeEventListener('keydown', listen)
  })
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable)
}
