import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-alert.css'
import 'element-plus/theme-chalk/el-empty.css'
import 'element-plus/theme-chalk/el-skeleton.css'
import 'element-plus/theme-chalk/el-skeleton-item.css'
import './style.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './locales'
import { router } from './router'

const app = createApp(App).use(i18n).use(router)
// What a page did not expect must not leave half a page.
app.config.errorHandler = (cause) => {
  console.error(cause)
  void router.push({ name: 'failed' })
}
app.mount('#app')
